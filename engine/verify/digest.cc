#include "digest.h"

#include <array>

#include "../pki/openssl.h"

namespace certpress::verify {

std::string digest_of(std::span<const std::string_view> parts, const EVP_MD* algorithm) {
  const pki::DigestContextPtr context(EVP_MD_CTX_new());
  pki::require(context && EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1,
               "start a digest");
  for (const std::string_view part : parts) {
    pki::require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "digest bytes");
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int length = 0;
  pki::require(EVP_DigestFinal_ex(context.get(), out.data(), &length) == 1, "finish a digest");
  return pki::text_of(std::span(out).first(length));
}

std::string digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  return digest_of(std::span(&bytes, 1), algorithm);
}

}  // namespace certpress::verify
