// Records in, certificates out: files and the standard streams.
#pragma once

#include <filesystem>
#include <string>

#include "certpress/engine.h"

namespace certpress::cli {

// The record in the file, or on standard input when `path` is "-". Pictures that it names are
// looked for beside it (in the working folder for "-").
RecordInput read_record(const std::string& path);

// A whole file; a Failure when it cannot be read.
std::string read_input(const std::string& path);

// Writes the whole file or nothing: a temporary file beside it, synced, then renamed.
// "-" is standard output.
void write_output(const std::string& path, const std::string& bytes);

}  // namespace certpress::cli
