#include "unsigned_certificate.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "certpress/diagnostic.h"

namespace certpress::sign {

namespace {

constexpr std::string_view kSealName = "CertpressSeal";
constexpr std::string_view kSealRect = "CertpressSealRect";

[[noreturn]] void refuse(std::string code, Message message) {
  throw Refused(Diagnostic{Severity::kError, std::move(code), {}, std::move(message), {}});
}

[[noreturn]] void not_a_certificate(const std::string& why) {
  refuse("signing/not-a-certificate",
         {"this is no PDF that certpress rendered: " + why, "不是由 certpress 生成的 PDF：" + why});
}

cos::Dictionary dictionary_of(const cos::File& file, int number, const char* what) {
  auto object = file.object(number);
  const auto* dictionary = object ? object->object.as<cos::Dictionary>() : nullptr;
  if (dictionary == nullptr) {
    not_a_certificate(std::string("the ") + what + " is missing");
  }
  return *dictionary;
}

int number_of(const cos::Object* object, const char* what) {
  const auto* reference = object != nullptr ? object->as<cos::Reference>() : nullptr;
  if (reference == nullptr) {
    not_a_certificate(std::string("there is no reference to the ") + what);
  }
  return reference->number;
}

void check_maker(const cos::File& file) {
  const cos::Object info = file.resolved(file.trailer(), "Info");
  const auto* dictionary = info.as<cos::Dictionary>();
  const cos::Object* producer = dictionary != nullptr ? dictionary->find("Producer") : nullptr;
  const auto* name = producer != nullptr ? producer->as<cos::String>() : nullptr;
  if (name == nullptr || name->bytes != "certpress") {
    not_a_certificate("its producer is another");
  }
}

int only_page(const cos::File& file, const cos::Dictionary& catalog) {
  const cos::Object pages = file.resolved(catalog, "Pages");
  const auto* tree = pages.as<cos::Dictionary>();
  const cos::Object* kids = tree != nullptr ? tree->find("Kids") : nullptr;
  const auto* list = kids != nullptr ? kids->as<cos::Array>() : nullptr;
  if (list == nullptr || list->size() != 1) {
    not_a_certificate("it has not exactly one page");
  }
  return number_of(list->data(), "page");
}

// Takes the seal out of the page's resources, wherever these stand: in the page's dictionary, or in
// objects of their own. Returns the number of its Form XObject.
int take_seal_form(UnsignedCertificate& certificate) {
  cos::Dictionary* at = &certificate.changed.at(certificate.page);
  for (const std::string_view key : {"Resources", "XObject"}) {
    const auto found = std::ranges::find(
        at->entries, key, [](const auto& entry) { return std::string_view(entry.first); });
    if (found == at->entries.end()) {
      not_a_certificate("the seal is not among the page's resources");
    }
    if (const auto* reference = found->second.as<cos::Reference>()) {
      const int number = reference->number;
      at = &certificate.changed
                .try_emplace(number, dictionary_of(certificate.file, number, "resources"))
                .first->second;
    } else if (auto* direct = std::get_if<cos::Dictionary>(&found->second.value)) {
      at = direct;
    } else {
      not_a_certificate("the page's resources are no dictionary");
    }
  }
  const int form = number_of(at->find(kSealName), "seal");
  at->remove(kSealName);
  return form;
}

void take_seal(UnsignedCertificate& certificate) {
  cos::Dictionary& page = certificate.changed.at(certificate.page);
  const cos::Object* rect = page.find(kSealRect);
  if (rect == nullptr) {
    return;
  }
  UnsignedCertificate::Seal seal;
  const cos::Object* contents = page.find("Contents");
  const auto* corners = rect->as<cos::Array>();
  const auto* streams = contents != nullptr ? contents->as<cos::Array>() : nullptr;
  if (corners == nullptr || corners->size() != 4 || streams == nullptr || streams->size() != 2) {
    not_a_certificate("the page does not tell where its seal is");
  }
  seal.rect = *corners;
  seal.content_stream = number_of(&streams->back(), "seal");
  cos::Object drawing = streams->front();
  page.set("Contents", std::move(drawing));
  page.remove(kSealRect);
  seal.form = take_seal_form(certificate);
  certificate.seal = std::move(seal);
}

}  // namespace

UnsignedCertificate read_unsigned_certificate(std::string_view pdf) {
  try {
    UnsignedCertificate out;
    out.file = cos::File::read(pdf);
    out.catalog = out.file.catalog();
    cos::Dictionary catalog = dictionary_of(out.file, out.catalog, "catalog");
    if (catalog.find("AcroForm") != nullptr || catalog.find("Perms") != nullptr) {
      refuse("signing/already-signed",
             {"the certificate is signed already; a second signature would break the first one's "
              "promise that nothing may change",
              "该证照已签名；再次签名将违反首个签名“不允许更改”的声明"});
    }
    check_maker(out.file);
    if (catalog.find("AF") == nullptr) {
      refuse(
          "signing/not-whole",
          {"the PDF carries no record: it is a layer, a proof, a blank form or made for a "
           "printer; only a whole certificate is signed",
           "PDF 未附证照数据：它是单独的图层、校样、空白证件或供打印的文件；只有完整证照可以签名"});
    }
    if (out.file.revisions().size() != 1) {
      not_a_certificate("it was changed after it was made");
    }
    out.page = only_page(out.file, catalog);
    out.changed.emplace(out.catalog, std::move(catalog));
    out.changed.emplace(out.page, dictionary_of(out.file, out.page, "page"));
    take_seal(out);
    return out;
  } catch (const cos::Malformed& malformed) {
    not_a_certificate(malformed.what());
  }
}

}  // namespace certpress::sign
