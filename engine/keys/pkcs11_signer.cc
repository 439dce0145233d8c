#include "pkcs11_signer.h"

#include <array>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "../pki/certificate.h"
#include "key_files.h"
#include "key_pair.h"
#include "pkcs11_module.h"

namespace certpress::keys {

namespace {

// PKCS#1 v1.5 signs this and the digest (RFC 8017, 9.2, note 1); tokens do only the rest.
constexpr std::array<std::uint8_t, 19> kSha256Info{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60,
                                                   0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                                                   0x01, 0x05, 0x00, 0x04, 0x20};

[[noreturn]] void fail(CK_RV result) {
  throw SigningFailure("signing/key-unavailable",
                       {fmt::format("the token does not sign: {}", name_of(result)),
                        fmt::format("令牌无法签名：{}", name_of(result))});
}

// One session of the token. Closed when it goes.
class Session {
 public:
  Session(const CK_FUNCTION_LIST& calls, CK_SLOT_ID slot) : calls_(&calls) {
    if (const CK_RV result =
            calls.C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle_);
        result != CKR_OK) {
      fail(result);
    }
  }
  Session(Session&& other) noexcept
      : calls_(std::exchange(other.calls_, nullptr)), handle_(other.handle_) {}
  Session& operator=(Session&& other) noexcept {
    std::swap(calls_, other.calls_);
    std::swap(handle_, other.handle_);
    return *this;
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    if (calls_ != nullptr) {
      calls_->C_CloseSession(handle_);
    }
  }
  [[nodiscard]] CK_SESSION_HANDLE handle() const { return handle_; }

 private:
  const CK_FUNCTION_LIST* calls_;
  CK_SESSION_HANDLE handle_ = CK_INVALID_HANDLE;
};

std::string attribute(const CK_FUNCTION_LIST& calls, const Session& session,
                      CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE asked{type, nullptr, 0};
  if (calls.C_GetAttributeValue(session.handle(), object, &asked, 1) != CKR_OK ||
      asked.ulValueLen == CK_UNAVAILABLE_INFORMATION) {
    return {};
  }
  std::string value(asked.ulValueLen, '\0');
  asked.pValue = value.data();
  return calls.C_GetAttributeValue(session.handle(), object, &asked, 1) == CKR_OK ? value
                                                                                  : std::string();
}

std::vector<CK_OBJECT_HANDLE> find_objects(const CK_FUNCTION_LIST& calls, const Session& session,
                                           std::vector<CK_ATTRIBUTE> wanted) {
  constexpr CK_ULONG kMost = 64;
  std::array<CK_OBJECT_HANDLE, kMost> found{};
  CK_ULONG count = 0;
  CK_RV result = calls.C_FindObjectsInit(session.handle(), wanted.data(), wanted.size());
  if (result == CKR_OK) {
    result = calls.C_FindObjects(session.handle(), found.data(), kMost, &count);
    calls.C_FindObjectsFinal(session.handle());
  }
  if (result != CKR_OK) {
    fail(result);
  }
  return {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::string bytes_from_hex(const std::string& hex) {
  if (hex.empty()) {
    return {};
  }
  long length = 0;
  const pki::MemoryPtr bytes(OPENSSL_hexstr2buf(hex.c_str(), &length));
  if (bytes == nullptr) {
    static_cast<void>(pki::take_errors());
    refuse("key/not-on-token", {"the key's id is not hexadecimal", "密钥 id 不是十六进制"});
  }
  return pki::text_of({bytes.get(), static_cast<std::size_t>(length)});
}

void log_in(const CK_FUNCTION_LIST& calls, const Session& session, CK_USER_TYPE user,
            const Secret& pin) {
  // The call takes a pointer to what it does not change.
  auto* text = reinterpret_cast<CK_UTF8CHAR*>(const_cast<char*>(pin.view().data()));
  const CK_RV result = calls.C_Login(session.handle(), user, text, pin.view().size());
  if (result == CKR_OK || result == CKR_USER_ALREADY_LOGGED_IN) {
    return;
  }
  if (result == CKR_PIN_LOCKED) {
    refuse("key/pin-locked", {"the token's PIN is locked", "令牌的 PIN 已锁定"});
  }
  if (result == CKR_PIN_INCORRECT || result == CKR_PIN_LEN_RANGE || result == CKR_PIN_INVALID ||
      result == CKR_ARGUMENTS_BAD) {
    refuse("key/wrong-pin", {"the token does not accept the PIN", "令牌不接受该 PIN"});
  }
  fail(result);
}

// PKCS#11 gives r and s one behind the other; CMS carries a SEQUENCE of them.
std::string ecdsa_der(std::string_view r_and_s) {
  const auto bytes = pki::bytes_of(r_and_s);
  const auto half = static_cast<int>(bytes.size() / 2);
  const pki::EcdsaSigPtr signature(ECDSA_SIG_new());
  pki::BignumPtr r(BN_bin2bn(bytes.data(), half, nullptr));
  pki::BignumPtr s(BN_bin2bn(bytes.data() + half, half, nullptr));
  pki::require(signature != nullptr && r != nullptr && s != nullptr &&
                   ECDSA_SIG_set0(signature.get(), r.get(), s.get()) == 1,
               "read an ECDSA signature");
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  return pki::to_der(signature.get(), i2d_ECDSA_SIG);
}

class Pkcs11Signer final : public Signer {
 public:
  explicit Pkcs11Signer(const Pkcs11Key& location)
      : module_(Pkcs11Module::load(location.module)),
        slot_(module_->slot_of(location.token)),
        pin_(read_secret(location.pin)),
        login_(calls(), slot_) {
    log_in(calls(), login_, CKU_USER, pin_);
    find_key(location);
    find_certificates(location);
  }

  [[nodiscard]] SignatureAlgorithm algorithm() const override { return algorithm_; }
  [[nodiscard]] const std::vector<Bytes>& certificates() const override { return chain_; }

  [[nodiscard]] std::string sign(std::span<const std::uint8_t> digest) const override {
    Session session = take_session();
    const bool rsa = algorithm_ == SignatureAlgorithm::kRsaSha256;
    CK_MECHANISM mechanism{rsa ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    std::vector<std::uint8_t> data;
    if (rsa) {
      data.assign(kSha256Info.begin(), kSha256Info.end());
    }
    data.insert(data.end(), digest.begin(), digest.end());
    CK_RV result = calls().C_SignInit(session.handle(), &mechanism, key_);
    if (result == CKR_OK && always_authenticate_) {
      log_in(calls(), session, CKU_CONTEXT_SPECIFIC, pin_);
    }
    std::string out(1024, '\0');
    CK_ULONG size = out.size();
    if (result == CKR_OK) {
      result = calls().C_Sign(session.handle(), data.data(), data.size(),
                              reinterpret_cast<CK_BYTE*>(out.data()), &size);
    }
    if (result != CKR_OK) {
      fail(result);  // and the session is closed: nobody knows its state
    }
    out.resize(size);
    give_back(std::move(session));
    return rsa ? out : ecdsa_der(out);
  }

 private:
  [[nodiscard]] const CK_FUNCTION_LIST& calls() const { return module_->calls(); }

  // A session signs for one thread at a time; those that are free wait here.
  [[nodiscard]] Session take_session() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Session session = std::move(idle_.back());
        idle_.pop_back();
        return session;
      }
    }
    return {calls(), slot_};
  }

  void give_back(Session session) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(session));
  }

  void find_key(const Pkcs11Key& location) {
    CK_OBJECT_CLASS private_key = CKO_PRIVATE_KEY;
    std::string label = location.label;
    std::string id = bytes_from_hex(location.id);
    std::vector<CK_ATTRIBUTE> wanted{{CKA_CLASS, &private_key, sizeof private_key}};
    if (!label.empty()) {
      wanted.push_back({CKA_LABEL, label.data(), label.size()});
    }
    if (!id.empty()) {
      wanted.push_back({CKA_ID, id.data(), id.size()});
    }
    const auto found = find_objects(calls(), login_, wanted);
    if (found.empty()) {
      refuse("key/not-on-token",
             {fmt::format("the token '{}' has no such private key", location.token),
              fmt::format("令牌“{}”中没有这样的私钥", location.token)});
    }
    if (found.size() > 1) {
      refuse("key/ambiguous", {"several private keys of the token match", "令牌中有多个匹配的私钥"},
             {"name it by label and id", "请同时用 label 和 id 指定"});
    }
    key_ = found.front();
    const std::string always = attribute(calls(), login_, key_, CKA_ALWAYS_AUTHENTICATE);
    always_authenticate_ = !always.empty() && always.front() == static_cast<char>(CK_TRUE);
  }

  void find_certificates(const Pkcs11Key& location) {
    std::vector<Bytes> all = read_all_certificates(location.certificates);
    if (location.certificates.empty()) {
      CK_OBJECT_CLASS certificate = CKO_CERTIFICATE;
      for (const CK_OBJECT_HANDLE object :
           find_objects(calls(), login_, {{CKA_CLASS, &certificate, sizeof certificate}})) {
        const auto some = pki::certificates_in(attribute(calls(), login_, object, CKA_VALUE));
        all.insert(all.end(), some.begin(), some.end());
      }
    }
    for (const Bytes& der : all) {
      if (belongs_to_key(der)) {
        chain_ = chain_from(der, all);
        return;
      }
    }
    refuse("key/mismatch", {"none of the certificates belongs to the key", "没有与私钥匹配的证书"});
  }

  // Tokens need not tell a private key's public part: a signature shows it. Sets the algorithm.
  bool belongs_to_key(const Bytes& der) {
    const auto certificate = pki::parse_certificate(der);
    EVP_PKEY* key = X509_get0_pubkey(certificate.get());
    const auto algorithm = pki::algorithm_for(key);
    const std::string type = attribute(calls(), login_, key_, CKA_KEY_TYPE);
    CK_KEY_TYPE kind = CKK_VENDOR_DEFINED;
    std::memcpy(&kind, type.data(), std::min(type.size(), sizeof kind));
    const bool rsa = EVP_PKEY_is_a(key, "RSA") == 1;
    if (kind != (rsa ? CKK_RSA : CKK_EC)) {
      return false;
    }
    if (!algorithm) {
      refuse_algorithm();
    }
    algorithm_ = *algorithm;
    const std::vector<std::uint8_t> digest(
        algorithm_ == SignatureAlgorithm::kEcdsaP384Sha384 ? 48 : 32, 0x5A);
    return pki::is_signature(key, algorithm_, digest, sign(digest));
  }

  std::shared_ptr<const Pkcs11Module> module_;
  CK_SLOT_ID slot_;
  Secret pin_;     // for keys that ask for it at every signature
  Session login_;  // the login lasts as long as one session is open
  CK_OBJECT_HANDLE key_ = CK_INVALID_HANDLE;
  bool always_authenticate_ = false;
  SignatureAlgorithm algorithm_ = SignatureAlgorithm::kRsaSha256;
  std::vector<Bytes> chain_;
  mutable std::mutex mutex_;
  mutable std::vector<Session> idle_;
};

}  // namespace

std::shared_ptr<const Signer> open_pkcs11(const Pkcs11Key& location) {
  try {
    return std::make_shared<Pkcs11Signer>(location);
  } catch (const SigningFailure& failure) {
    refuse("key/no-token", failure.message());
  }
}

}  // namespace certpress::keys
