#include "signed_file.h"

#include <regex>
#include <stdexcept>

namespace certpress::tests {

namespace {

std::string from_hex(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return out;
}

std::size_t der_size(const std::string& bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes.at(i)); };
  std::size_t size = at(1);
  std::size_t header = 2;
  if (size >= 0x80) {
    const std::size_t digits = size & 0x7FU;
    size = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      size = size * 256 + at(2 + i);
    }
    header += digits;
  }
  return header + size;
}

}  // namespace

std::vector<SignaturePart> signatures_of(const std::string& pdf) {
  std::vector<SignaturePart> out;
  const std::regex shape(R"(/ByteRange \[0 (\d+) (\d+) (\d+) *\] /Contents <)");
  for (std::sregex_iterator match(pdf.begin(), pdf.end(), shape), end; match != end; ++match) {
    const std::size_t first = std::stoul((*match)[1]);
    const std::size_t second = std::stoul((*match)[2]);
    const std::size_t length = std::stoul((*match)[3]);
    const auto contents = static_cast<std::size_t>(match->position() + match->length()) - 1;
    if (first != contents || pdf.at(second - 1) != '>' || second + length > pdf.size()) {
      throw std::runtime_error("/ByteRange does not leave out just /Contents");
    }
    SignaturePart part;
    part.der = from_hex(pdf.substr(first + 1, second - first - 2));
    part.room = part.der.size();
    const std::size_t size = der_size(part.der);
    if (part.der.find_first_not_of('\0', size) != std::string::npos) {
      throw std::runtime_error("/Contents has more than its DER and zeros");
    }
    part.der.resize(size);
    part.covered = pdf.substr(0, first) + pdf.substr(second, length);
    part.end = second + length;
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace certpress::tests
