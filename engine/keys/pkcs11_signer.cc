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

// What is lost when a token is pulled or begins anew.
struct Login {
  CK_SLOT_ID slot;
  Session first;  // the login lasts as long as one session is open
  CK_OBJECT_HANDLE key = CK_INVALID_HANDLE;
  bool always_authenticate = false;  // the key asks for the PIN at every signature
  std::mutex mutex{};
  std::vector<Session> idle{};  // a session signs for one thread at a time; those that are free
};

class Pkcs11Signer final : public Signer {
 public:
  explicit Pkcs11Signer(const Pkcs11Key& location)
      : module_(Pkcs11Module::load(location.module)),
        location_(location),
        pin_(read_secret(location.pin)),
        login_(new_login()) {
    find_certificates();
  }

  [[nodiscard]] SignatureAlgorithm algorithm() const override { return algorithm_; }
  [[nodiscard]] const std::vector<Bytes>& certificates() const override { return chain_; }

  // A token that was away may be there again: it is asked once more, from the beginning.
  [[nodiscard]] std::string sign(std::span<const std::uint8_t> digest) const override {
    const std::shared_ptr<Login> login = current_login();
    try {
      return sign(*login, digest);
    } catch (const SigningFailure&) {
      return sign(*login_after(login), digest);
    }
  }

 private:
  [[nodiscard]] const CK_FUNCTION_LIST& calls() const { return module_->calls(); }

  [[nodiscard]] std::shared_ptr<Login> current_login() const {
    const std::lock_guard lock(mutex_);
    return login_;
  }

  [[nodiscard]] std::shared_ptr<Login> login_after(const std::shared_ptr<Login>& failed) const {
    const std::lock_guard lock(mutex_);
    if (pin_refused_) {
      fail(CKR_PIN_INCORRECT);
    }
    if (login_ == failed) {
      try {
        login_ = new_login();
      } catch (const Refused& refused) {
        // Tokens lock themselves after a few wrong PINs: it is not offered again.
        pin_refused_ = refused.diagnostics().front().code == "key/wrong-pin";
        fail(pin_refused_ ? CKR_PIN_INCORRECT : CKR_TOKEN_NOT_PRESENT);
      }
    }
    return login_;
  }

  [[nodiscard]] std::shared_ptr<Login> new_login() const {
    const CK_SLOT_ID slot = module_->slot_of(location_.token);
    auto login = std::make_shared<Login>(slot, Session(calls(), slot));
    log_in(calls(), login->first, CKU_USER, pin_);
    find_key(*login);
    return login;
  }

  [[nodiscard]] std::string sign(Login& login, std::span<const std::uint8_t> digest) const {
    Session session = take_session(login);
    const bool rsa = algorithm_ == SignatureAlgorithm::kRsaSha256;
    CK_MECHANISM mechanism{rsa ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    std::vector<std::uint8_t> data;
    if (rsa) {
      data.assign(kSha256Info.begin(), kSha256Info.end());
    }
    data.insert(data.end(), digest.begin(), digest.end());
    CK_RV result = calls().C_SignInit(session.handle(), &mechanism, login.key);
    if (result == CKR_OK && login.always_authenticate) {
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
    give_back(login, std::move(session));
    return rsa ? out : ecdsa_der(out);
  }

  [[nodiscard]] Session take_session(Login& login) const {
    {
      const std::lock_guard lock(login.mutex);
      if (!login.idle.empty()) {
        Session session = std::move(login.idle.back());
        login.idle.pop_back();
        return session;
      }
    }
    return {calls(), login.slot};
  }

  static void give_back(Login& login, Session session) {
    const std::lock_guard lock(login.mutex);
    login.idle.push_back(std::move(session));
  }

  void find_key(Login& login) const {
    CK_OBJECT_CLASS private_key = CKO_PRIVATE_KEY;
    std::string label = location_.label;
    std::string id = bytes_from_hex(location_.id);
    std::vector<CK_ATTRIBUTE> wanted{{CKA_CLASS, &private_key, sizeof private_key}};
    if (!label.empty()) {
      wanted.push_back({CKA_LABEL, label.data(), label.size()});
    }
    if (!id.empty()) {
      wanted.push_back({CKA_ID, id.data(), id.size()});
    }
    const auto found = find_objects(calls(), login.first, wanted);
    if (found.empty()) {
      refuse("key/not-on-token",
             {fmt::format("the token '{}' has no such private key", location_.token),
              fmt::format("令牌“{}”中没有这样的私钥", location_.token)});
    }
    if (found.size() > 1) {
      refuse("key/ambiguous", {"several private keys of the token match", "令牌中有多个匹配的私钥"},
             {"name it by label and id", "请同时用 label 和 id 指定"});
    }
    login.key = found.front();
    const std::string always = attribute(calls(), login.first, login.key, CKA_ALWAYS_AUTHENTICATE);
    login.always_authenticate = !always.empty() && always.front() == static_cast<char>(CK_TRUE);
  }

  void find_certificates() {
    const Session& session = login_->first;
    std::vector<Bytes> all = read_all_certificates(location_.certificates);
    if (location_.certificates.empty()) {
      CK_OBJECT_CLASS certificate = CKO_CERTIFICATE;
      for (const CK_OBJECT_HANDLE object :
           find_objects(calls(), session, {{CKA_CLASS, &certificate, sizeof certificate}})) {
        const auto some = pki::certificates_in(attribute(calls(), session, object, CKA_VALUE));
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
    const std::string type = attribute(calls(), login_->first, login_->key, CKA_KEY_TYPE);
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
    return pki::is_signature(key, algorithm_, digest, sign(*login_, digest));
  }

  std::shared_ptr<const Pkcs11Module> module_;
  Pkcs11Key location_;
  Secret pin_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<Login> login_;
  mutable bool pin_refused_ = false;
  SignatureAlgorithm algorithm_ = SignatureAlgorithm::kRsaSha256;
  std::vector<Bytes> chain_;
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
