#include "digest.h"

#include <array>
#include <cstdint>

#include <openssl/evp.h>

namespace certpress::service {

std::string to_hex(std::span<const unsigned char> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  ::EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, ::EVP_sha256(), nullptr);
  return to_hex(std::span(digest).first(length));
}

void Fingerprint::Free::operator()(evp_md_ctx_st* context) const { ::EVP_MD_CTX_free(context); }

Fingerprint::Fingerprint() : context_(::EVP_MD_CTX_new()) {
  ::EVP_DigestInit_ex(context_.get(), ::EVP_sha256(), nullptr);
}

Fingerprint& Fingerprint::add(std::string_view part) {
  const std::uint64_t length = part.size();
  ::EVP_DigestUpdate(context_.get(), &length, sizeof length);
  ::EVP_DigestUpdate(context_.get(), part.data(), part.size());
  return *this;
}

std::string Fingerprint::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  ::EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
  return to_hex(std::span(digest).first(length));
}

}  // namespace certpress::service
