// Records in, certificates out: files and the standard streams.
#pragma once

#include <filesystem>
#include <string>

#include "certpress/engine.h"

namespace certpress::cli {

// The record in the file, or on standard input when `path` is "-". Pictures that it names are
// looked for beside it (in the working folder for "-").
RecordInput read_record(const std::string& path);

// A file, or standard input when `path` is "-".
std::string read_input(const std::string& path);

// Writes the whole file or nothing: a temporary file beside it, synced, then renamed.
// "-" is standard output.
void write_output(const std::string& path, const std::string& bytes);

// A new file; a Failure when there is one of this name. Only its owner may read a private one.
void write_new(const std::filesystem::path& path, const std::string& bytes, bool is_private);

}  // namespace certpress::cli
