#include "key_pair.h"

#include <cstring>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "../pki/certificate.h"
#include "key_files.h"

namespace certpress::keys {

namespace {

// Answers OpenSSL's question for a passphrase, which is read when it is asked for.
struct Asked {
  const SecretSource& source;
  std::optional<Secret> answer;
  std::exception_ptr problem;
  bool missing = false;
};

int answer_passphrase(char* buffer, int size, int /*encrypting*/, void* data) {
  auto& asked = *static_cast<Asked*>(data);
  try {
    asked.answer = read_secret(asked.source);
  } catch (...) {
    asked.problem = std::current_exception();  // No exception may cross OpenSSL's frames.
    return -1;
  }
  const std::string_view text = asked.answer->view();
  asked.missing = std::holds_alternative<NoSecret>(asked.source);
  if (asked.missing || text.size() > static_cast<std::size_t>(size)) {
    return -1;
  }
  std::memcpy(buffer, text.data(), text.size());
  return static_cast<int>(text.size());
}

class KeySigner final : public Signer {
 public:
  KeySigner(pki::KeyPtr key, SignatureAlgorithm algorithm, std::vector<Bytes> chain)
      : key_(std::move(key)), algorithm_(algorithm), chain_(std::move(chain)) {}

  [[nodiscard]] SignatureAlgorithm algorithm() const override { return algorithm_; }
  [[nodiscard]] const std::vector<Bytes>& certificates() const override { return chain_; }
  [[nodiscard]] std::string sign(std::span<const std::uint8_t> digest) const override {
    return sign_digest(key_.get(), algorithm_, digest);
  }

 private:
  pki::KeyPtr key_;
  SignatureAlgorithm algorithm_;
  std::vector<Bytes> chain_;
};

}  // namespace

pki::KeyPtr read_pem_key(const Secret& pem, const SecretSource& passphrase,
                         const std::string& name) {
  const pki::BioPtr in(BIO_new_mem_buf(pem.view().data(), static_cast<int>(pem.view().size())));
  Asked asked{passphrase, {}, {}};
  pki::KeyPtr key(
      PEM_read_bio_PrivateKey(pki::require(in, "allocate"), nullptr, answer_passphrase, &asked));
  static_cast<void>(pki::take_errors());
  if (asked.problem) {
    std::rethrow_exception(asked.problem);
  }
  if (key == nullptr && asked.missing) {
    refuse("key/passphrase-missing",
           {fmt::format("{} is encrypted and no passphrase is given", name),
            fmt::format("{} 已加密，但未提供口令", name)},
           {"name a file, an environment variable or a descriptor to read it from",
            "请指定读取口令的文件、环境变量或文件描述符"});
  }
  if (key == nullptr && asked.answer) {
    refuse("key/wrong-passphrase", {fmt::format("the passphrase does not open {}", name),
                                    fmt::format("口令无法打开 {}", name)});
  }
  if (key == nullptr) {
    refuse("key/not-a-key", {fmt::format("{} holds no private key in PEM form", name),
                             fmt::format("{} 中没有 PEM 格式的私钥", name)});
  }
  return key;
}

std::vector<Bytes> chain_for(const EVP_PKEY* key, const std::vector<Bytes>& certificates) {
  for (const Bytes& der : certificates) {
    const auto certificate = pki::parse_certificate(der);
    if (EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), key) == 1) {
      return chain_from(der, certificates);
    }
  }
  static_cast<void>(pki::take_errors());
  refuse("key/mismatch", {"none of the certificates belongs to the key", "没有与私钥匹配的证书"});
}

std::vector<Bytes> chain_from(const Bytes& own, const std::vector<Bytes>& certificates) {
  std::vector<pki::X509Ptr> all;
  all.reserve(certificates.size());
  for (const Bytes& der : certificates) {
    all.push_back(pki::parse_certificate(der));
  }
  std::vector<Bytes> chain{own};
  const auto first = pki::parse_certificate(own);
  const X509* at = first.get();
  // Names that lead in a circle end with the list.
  while (!pki::is_self_signed(at) && chain.size() <= certificates.size()) {
    at = pki::find_issuer(at, all);
    if (at == nullptr) {
      break;
    }
    chain.push_back(pki::der_of(at));
  }
  return chain;
}

std::vector<Bytes> read_all_certificates(const std::vector<std::filesystem::path>& files) {
  std::vector<Bytes> out;
  for (const auto& file : files) {
    const auto some = read_certificates(file);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

std::shared_ptr<const Signer> make_signer(pki::KeyPtr key, std::vector<Bytes> chain) {
  const auto algorithm = pki::algorithm_for(key.get());
  if (!algorithm) {
    refuse_algorithm();
  }
  return std::make_shared<KeySigner>(std::move(key), *algorithm, std::move(chain));
}

std::string sign_digest(EVP_PKEY* key, SignatureAlgorithm algorithm,
                        std::span<const std::uint8_t> digest) {
  const pki::KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
  std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  std::size_t size = out.size();
  const bool ok = EVP_PKEY_sign_init(pki::require(context, "allocate")) == 1 &&
                  (algorithm != SignatureAlgorithm::kRsaSha256 ||
                   EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1) &&
                  EVP_PKEY_CTX_set_signature_md(context.get(), pki::hash_of(algorithm)) == 1 &&
                  EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                                digest.data(), digest.size()) == 1;
  pki::require(ok, "sign");
  out.resize(size);
  return out;
}

void refuse_algorithm() {
  refuse("key/algorithm",
         {"a key of this kind and size cannot sign", "此种类或长度的密钥不能用于签名"},
         {"RSA of 2048 to 4096 bits, P-256 and P-384 can",
          "可用 2048 至 4096 位 RSA、P-256 或 P-384"});
}

}  // namespace certpress::keys
