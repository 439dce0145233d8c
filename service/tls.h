// TLS: the context that new connections use, and who a client says to be in it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "certpress/diagnostic.h"

#include "message.h"

namespace boost::asio::ssl {
class context;
}
struct ssl_st;

namespace certpress::service {

struct TlsFiles {
  std::filesystem::path certificate;  // PEM: the server's, then those above it
  std::filesystem::path key;          // PEM; its owner's alone
  std::filesystem::path clients;      // PEM: who vouches for clients; empty: clients need none
};

// TLS 1.2 and later. Null, with errors, when a file does not serve: tls/unreadable, tls/exposed,
// tls/mismatch.
std::shared_ptr<boost::asio::ssl::context> open_tls(const TlsFiles& files,
                                                    std::vector<Diagnostic>& problems);

// After the handshake.
std::optional<PeerCertificate> peer_certificate(ssl_st* connection);

}  // namespace certpress::service
