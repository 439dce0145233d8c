#include "tls.h"

#include <array>
#include <span>
#include <string>
#include <utility>

#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "diagnosis.h"
#include "digest.h"

namespace certpress::service {

namespace ssl = boost::asio::ssl;

namespace {

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

bool is_exposed(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace

std::shared_ptr<ssl::context> open_tls(const TlsFiles& files, std::vector<Diagnostic>& problems) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  ::SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  ::SSL_CTX_set_options(context->native_handle(),
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  const std::size_t before = problems.size();
  boost::system::error_code error;
  const auto check = [&](const std::filesystem::path& file, const char* code, Message message) {
    if (error) {
      problems.push_back(error_at(in_file(file), code, std::move(message)));
      error = {};
    }
  };
  context->use_certificate_chain_file(files.certificate.string(), error);
  check(files.certificate, "tls/unreadable",
        {"this is no readable PEM file with certificates", "不是可读取的 PEM 证书文件"});
  if (is_exposed(files.key)) {
    problems.push_back(error_at(in_file(files.key), "tls/exposed",
                                {"others than its owner may read the key: chmod 600",
                                 "密钥文件可被他人读取：请执行 chmod 600"}));
  }
  context->use_private_key_file(files.key.string(), ssl::context::pem, error);
  // OpenSSL compares it with the certificate at once.
  check(files.key, "tls/mismatch",
        {"this is no readable PEM file with the key of the certificate",
         "不是可读取的、与证书相符的 PEM 密钥文件"});
  if (!files.clients.empty()) {
    context->load_verify_file(files.clients.string(), error);
    check(files.clients, "tls/unreadable",
          {"this is no readable PEM file with certificates", "不是可读取的 PEM 证书文件"});
    context->set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
    constexpr std::array<unsigned char, 10> kName{'c', 'e', 'r', 't', 'p', 'r', 'e', 's', 's', 'd'};
    ::SSL_CTX_set_session_id_context(context->native_handle(), kName.data(), kName.size());
  }
  return problems.size() == before ? context : nullptr;
}

std::optional<PeerCertificate> peer_certificate(ssl_st* connection) {
  const std::unique_ptr<X509, FreeCertificate> certificate(::SSL_get1_peer_certificate(connection));
  if (!certificate) {
    return std::nullopt;
  }
  PeerCertificate peer;
  std::array<char, 256> name{};
  if (::X509_NAME_get_text_by_NID(::X509_get_subject_name(certificate.get()), NID_commonName,
                                  name.data(), name.size()) > 0) {
    peer.subject = name.data();
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  ::X509_digest(certificate.get(), ::EVP_sha256(), digest.data(), &length);
  peer.fingerprint = to_hex(std::span(digest).first(length));
  return peer;
}

}  // namespace certpress::service
