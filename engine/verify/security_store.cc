#include "security_store.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "key_lists.h"

namespace certpress::verify {
namespace {

// More than a certificate with two chains needs; keeps a stuffed file cheap.
constexpr std::size_t kMaxItems = 64;
constexpr std::size_t kMaxItemBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;

pki::OcspBasicPtr parse_ocsp(std::string_view der) {
  const auto response = pki::from_der<pki::OcspResponsePtr>(der, d2i_OCSP_RESPONSE);
  const bool successful =
      response && OCSP_response_status(response.get()) == OCSP_RESPONSE_STATUS_SUCCESSFUL;
  pki::OcspBasicPtr basic(successful ? OCSP_response_get1_basic(response.get()) : nullptr);
  static_cast<void>(pki::take_errors());
  return basic;
}

class StoreReader {
 public:
  StoreReader(const cos::File& file, const cos::Dictionary& store) : file_(file), store_(store) {}

  template <typename Pointer, typename Parse>
  std::vector<Evidence<Pointer>> read(std::string_view key, Parse parse) {
    std::vector<Evidence<Pointer>> found;
    const cos::Object list = file_.resolved(store_, key);
    const auto* items = list.as<cos::Array>();
    for (const cos::Object& item : items != nullptr ? *items : cos::Array{}) {
      if (found.size() == kMaxItems || unreadable_ == kMaxItems) {
        unreadable_ += 1;
        break;
      }
      const auto* reference = item.as<cos::Reference>();
      const auto stream = reference != nullptr ? file_.object(reference->number) : std::nullopt;
      Pointer value = stream && stream->stream ? parse(bytes(*stream)) : nullptr;
      if (value == nullptr) {
        ++unreadable_;
        continue;
      }
      found.push_back({std::move(value), revisions_up_to(stream->begin)});
    }
    return found;
  }
  [[nodiscard]] std::size_t unreadable() const { return unreadable_; }

 private:
  std::string bytes(const cos::Indirect& stream) {
    try {
      std::string out = cos::decoded(stream, file_, std::min(kMaxItemBytes, kMaxBytes - read_));
      read_ += out.size();
      return out;
    } catch (const cos::Malformed&) {
      return {};  // no DER: counted as unreadable
    }
  }
  [[nodiscard]] std::size_t revisions_up_to(std::size_t offset) const {
    const auto& revisions = file_.revisions();
    const auto in = std::ranges::upper_bound(revisions, offset, {}, &cos::Revision::end);
    return static_cast<std::size_t>(in - revisions.begin()) + 1;
  }

  const cos::File& file_;
  const cos::Dictionary& store_;
  std::size_t read_ = 0;
  std::size_t unreadable_ = 0;
};

// The upper-case SHA-1 of a signature's container names its entry (ISO 32000-2, table 261).
bool is_fingerprint(std::string_view key) {
  return key.size() == 40 && std::ranges::all_of(key, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace

void check_security_store(const cos::File& file, const cos::Dictionary& store,
                          std::size_t revisions, const std::string& code) {
  require_keys(store, kStoreKeys, code, {"the security store", "文档安全存储"});
  const cos::Object related = file.resolved(store, "VRI", revisions);
  const auto* entries = related.as<cos::Dictionary>();
  const auto key = [](const auto& entry) { return std::string_view(entry.first); };
  if (entries != nullptr && (entries->entries.size() > kMaxItems ||
                             !std::ranges::all_of(entries->entries, is_fingerprint, key))) {
    throw Objection(code, {"the security store's VRI names something that is no signature",
                           "文档安全存储的 VRI 中有不是签名的条目"});
  }
}

SecurityStore read_security_store(const cos::File& file, CheckList& checks) {
  SecurityStore store;
  const cos::Object catalog = file.resolved(cos::reference(file.catalog()));
  const auto* root = catalog.as<cos::Dictionary>();
  const cos::Object dss = root != nullptr ? file.resolved(*root, "DSS") : cos::Object{};
  const auto* dictionary = dss.as<cos::Dictionary>();
  if (dictionary == nullptr) {
    return store;
  }
  StoreReader reader(file, *dictionary);
  store.certificates = reader.read<pki::X509Ptr>(
      "Certs", [](const std::string& der) { return pki::from_der<pki::X509Ptr>(der, d2i_X509); });
  store.ocsp_answers = reader.read<pki::OcspBasicPtr>("OCSPs", parse_ocsp);
  store.crls = reader.read<pki::CrlPtr>(
      "CRLs", [](const std::string& der) { return pki::from_der<pki::CrlPtr>(der, d2i_X509_CRL); });
  if (reader.unreadable() > 0) {
    checks.warning("revocation/evidence",
                   {fmt::format("{} entries of the document security store cannot be read",
                                reader.unreadable()),
                    fmt::format("文档安全存储（DSS）中有 {} 项无法读取", reader.unreadable())});
  }
  return store;
}

}  // namespace certpress::verify
