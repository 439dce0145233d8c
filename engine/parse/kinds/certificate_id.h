// Kind certificate-id: 电子证照标识, GB/T 36904-2018.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "kind_reader.h"

namespace certpress::parse {

// The check character, ISO 7064 MOD 37,36, over type code, issuer's code, serial and version
// without dots; 0 when a character is not of 0-9 A-Z.
char certificate_id_check_character(std::string_view body);

// The same as a program in circulation computes it, wrongly; 0 for other characters. Identifiers on
// issued certificates carry it, so it is known by reading and never made.
char variant_check_character(std::string_view body);

// The identifier of type code, issuer's code, serial and version, which are taken as they stand:
// nothing is normalised. Errors as below.
std::optional<std::string> make_certificate_id(const std::array<std::string, 4>& parts,
                                               const FieldReport& report);

// 1.2.156.3005.2.<type, 21>.<issuer's USCC, 18>.<serial>.<version, 3 digits>.<check>. Error:
// record/bad-certificate-id, and record/bad-uscc for the issuer's code. The value stays as it was
// issued, with a warning, when its check character is the variant's
// (record/certificate-id-variant) or a region code (6 digits) stands for the issuer
// (record/certificate-id-region).
std::optional<model::Value> read_certificate_id(const KindInput& input);

}  // namespace certpress::parse
