// SHA-256, in hexadecimal of small letters.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace certpress::service {

std::string to_hex(std::span<const unsigned char> bytes);

std::string sha256(std::string_view bytes);

// Of several parts, which cannot run into each other: each is preceded by its length.
class Fingerprint {
 public:
  Fingerprint();
  Fingerprint& add(std::string_view part);
  // Once, at the end.
  std::string hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace certpress::service
