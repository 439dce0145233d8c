// From where a key is to a Signer.
#include <string>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>

#include "certpress/keys.h"

#include "../pki/certificate.h"
#include "key_files.h"
#include "key_pair.h"
#include "pkcs11_signer.h"

namespace certpress {

namespace {

using keys::refuse;

std::shared_ptr<const Signer> open_pem(const PemKey& location) {
  auto key = keys::read_pem_key(keys::read_private_file(location.file), location.passphrase,
                                location.file.string());
  auto chain = keys::chain_for(key.get(), keys::read_all_certificates(location.certificates));
  return keys::make_signer(std::move(key), std::move(chain));
}

// RFC 7292, B.1: no password and an empty one are not the same, and programs disagree which of them
// "none" is.
std::string_view accepted_passphrase(PKCS12* file, const Secret& given, const std::string& name) {
  const auto opens = [&](const char* text, std::size_t size) {
    return PKCS12_verify_mac(file, text, static_cast<int>(size)) == 1;
  };
  if (PKCS12_mac_present(file) == 0 || opens(given.view().data(), given.view().size())) {
    return given.view();
  }
  if (given.empty() && opens(nullptr, 0)) {
    return {};
  }
  static_cast<void>(pki::take_errors());
  refuse(given.empty() ? "key/passphrase-missing" : "key/wrong-passphrase",
         given.empty() ? Message{fmt::format("{} is encrypted and no passphrase is given", name),
                                 fmt::format("{} 已加密，但未提供口令", name)}
                       : Message{fmt::format("the passphrase does not open {}", name),
                                 fmt::format("口令无法打开 {}", name)});
}

std::shared_ptr<const Signer> open_pkcs12(const Pkcs12Key& location) {
  const std::string name = location.file.string();
  const Secret content = keys::read_private_file(location.file);
  const auto file = pki::from_der<pki::Pkcs12Ptr>(content.view(), d2i_PKCS12);
  if (file == nullptr) {
    refuse("key/not-a-key",
           {fmt::format("{} is no PKCS#12 file", name), fmt::format("{} 不是 PKCS#12 文件", name)});
  }
  const Secret passphrase = read_secret(location.passphrase);
  const std::string_view accepted = accepted_passphrase(file.get(), passphrase, name);
  EVP_PKEY* key = nullptr;
  X509* own = nullptr;
  STACK_OF(X509)* others = nullptr;
  // The view ends where its string does: OpenSSL reads up to the NUL.
  const bool parsed = PKCS12_parse(file.get(), accepted.data(), &key, &own, &others) == 1;
  pki::KeyPtr key_owner(key);
  const pki::X509Ptr own_owner(own);
  const pki::CertificatesPtr others_owner(others);
  if (!parsed) {
    const bool old = ERR_GET_REASON(ERR_peek_error()) == ERR_R_UNSUPPORTED;
    const std::string reason = pki::take_errors();
    refuse(
        old ? "key/old-encryption" : "key/not-a-key",
        {fmt::format("cannot read {}: {}", name, reason),
         fmt::format("无法读取 {}：{}", name, reason)},
        old ? Message{"it uses RC2 or 3DES; export it anew with AES: openssl pkcs12 -legacy -in "
                      "old.p12 -nodes | openssl pkcs12 -export -out new.p12",
                      "该文件使用 RC2 或 3DES 加密；请用 AES 重新导出：openssl pkcs12 -legacy -in "
                      "old.p12 -nodes | openssl pkcs12 -export -out new.p12"}
            : Message{});
  }
  if (key == nullptr) {
    refuse("key/not-a-key",
           {fmt::format("{} holds no private key", name), fmt::format("{} 中没有私钥", name)});
  }
  auto certificates = keys::read_all_certificates(location.certificates);
  if (own != nullptr) {
    certificates.push_back(pki::der_of(own));
  }
  for (int i = 0; i < sk_X509_num(others); ++i) {
    certificates.push_back(pki::der_of(sk_X509_value(others, i)));
  }
  auto chain = keys::chain_for(key, certificates);
  return keys::make_signer(std::move(key_owner), std::move(chain));
}

}  // namespace

std::shared_ptr<const Signer> open_signer(const KeyLocation& location) {
  struct Opener {
    std::shared_ptr<const Signer> operator()(const PemKey& key) const { return open_pem(key); }
    std::shared_ptr<const Signer> operator()(const Pkcs12Key& key) const {
      return open_pkcs12(key);
    }
    std::shared_ptr<const Signer> operator()(const Pkcs11Key& key) const {
      return keys::open_pkcs11(key);
    }
  };
  return std::visit(Opener{}, location);
}

std::vector<Bytes> read_certificates(const std::filesystem::path& file) {
  auto out = pki::certificates_in(keys::read_public_file(file));
  if (out.empty()) {
    refuse("key/no-certificate",
           {fmt::format("{} holds no certificate that can be read", file.string()),
            fmt::format("{} 中没有可读取的证书", file.string())});
  }
  return out;
}

}  // namespace certpress
