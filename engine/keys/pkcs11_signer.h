// A Signer whose key never leaves its token. The token is asked for raw signatures only.
#pragma once

#include <memory>

#include "certpress/keys.h"

namespace certpress::keys {

std::shared_ptr<const Signer> open_pkcs11(const Pkcs11Key& location);

}  // namespace certpress::keys
