// SHA-256 of what goes in, in pieces.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace certpress::pdf {

class Digest {
 public:
  Digest();
  void add(std::string_view bytes);
  // Of all that was added: 32 bytes. Once.
  std::string take();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace certpress::pdf
