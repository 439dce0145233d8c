// Digests of bytes that lie in several pieces.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "../pki/openssl.h"

namespace certpress::verify {

std::string digest_of(std::span<const std::string_view> parts, const EVP_MD* algorithm);
std::string digest_of(std::string_view bytes, const EVP_MD* algorithm);

}  // namespace certpress::verify
