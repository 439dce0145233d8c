// Many generated records of which only fingerprints are kept: for each record, and for each element
// over all of them, so that a difference has a name.
#pragma once

#include <map>
#include <string>

#include "certpress/golden.h"

#include "workshop.h"

namespace certpress::golden {

// For one template: "record 17" and "element seal" -> fingerprint of the ink.
using Fingerprints = std::map<std::string, std::string>;
// By template: the file sweep.txt.
using Sweep = std::map<std::string, Fingerprints>;

Sweep read_sweep(const std::string& text);
std::string to_text(const Sweep& sweep);

// What stands before the template's id in the name of its sweep.
inline constexpr std::string_view kSweepPrefix = "sweep/";

// Lays out the template's generated records, made from its sample `standard.json`.
Fingerprints sweep_of(const Workshop& workshop, const std::string& template_id);

CaseResult judge_sweep(const std::string& template_id, const Fingerprints& expected,
                       const Fingerprints& actual);

}  // namespace certpress::golden
