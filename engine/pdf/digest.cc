#include "digest.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>

namespace certpress::pdf {

namespace {

void require(int status) {
  if (status != 1) {
    throw std::runtime_error("SHA-256 is not available in this OpenSSL");
  }
}

}  // namespace

void Digest::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Digest::Digest() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr ? EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) : 0);
}

void Digest::add(std::string_view bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Digest::take() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  require(EVP_DigestFinal_ex(context_.get(), digest.data(), &length));
  return {digest.begin(), digest.begin() + length};
}

}  // namespace certpress::pdf
