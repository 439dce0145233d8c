// DER written by hand (ITU-T X.690), so that the tests can write it wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certpress::tests::der {

std::string value(unsigned char tag, std::string_view content);
std::string sequence(const std::vector<std::string>& members);
// Sorted, as DER asks.
std::string set_of(std::vector<std::string> members);
std::string integer(int number);
std::string octets(std::string_view bytes);
// "1.2.840.113549.1.7.2"
std::string oid(const char* dotted);
// With NULL parameters, or without any.
std::string algorithm(const char* dotted, bool null_parameters);

}  // namespace certpress::tests::der
