#include "signed_pdf.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace certpress::tests {
namespace {

constexpr std::string_view kPlace = "##########";
constexpr std::size_t kRoom = 8192;
constexpr const char* kTrailer =
    "/Root 1 0 R /Info 5 0 R /ID [<00112233445566778899AABBCCDDEEFF> "
    "<00112233445566778899AABBCCDDEEFF>]";

std::string references(int first, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += fmt::format("{} 0 R ", static_cast<std::size_t>(first) + i);
  }
  return out;
}

Bodies document() {
  return {
      {kCatalog,
       "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Perms << /DocMDP 9 0 R >> /Metadata 13 0 R "
       "/AF [11 0 R] /Names << /EmbeddedFiles << /Names [(certificate.json) 11 0 R] >> >> /Lang "
       "(zh-CN) >>"},
      {kPages, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"},
      {kPage,
       "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> "
       "/Annots 7 0 R >>"},
      {kContents, stream("", "0 0 m 100 100 l S % No 140100000001")},
      {kInformation, "<< /Title (Specimen certificate) /Producer (by hand) >>"},
      {kForm, "<< /Fields [8 0 R] /SigFlags 3 >>"},
      {kAnnotations, "[8 0 R]"},
      {kField,
       "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /V 9 0 R /F 132 /P 3 0 R /Rect [10 10 "
       "60 60] /AP << /N 10 0 R >> >>"},
      {kSignature,
       signature_body(
           "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M "
           "(D:20260501155500+08'00') /Reference [<< /Type /SigRef /TransformMethod /DocMDP "
           "/TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]")},
      {kSeal, stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50]", "0 0 50 50 re S")},
      {kFilespec,
       "<< /Type /Filespec /F (certificate.json) /UF (certificate.json) /AFRelationship /Data /EF "
       "<< "
       "/F 12 0 R /UF 12 0 R >> >>"},
      {kRecord,
       stream("/Type /EmbeddedFile /Subtype /application#2Fjson", R"({"number": "140100000001"})")},
      {kMetadata, stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta/>")}};
}

void add_store(Bodies& objects, const PdfRecipe& recipe) {
  if (recipe.certificates.empty() && recipe.ocsps.empty() && recipe.crls.empty()) {
    return;
  }
  int number = kFirstEvidence;
  std::string lists;
  for (const auto& [key, items] :
       {std::pair{"Certs", recipe.certificates}, std::pair{"OCSPs", recipe.ocsps},
        std::pair{"CRLs", recipe.crls}}) {
    lists += fmt::format(" /{} [{}]", key, references(number, items.size()));
    for (const std::string& item : items) {
      objects[number++] = stream("", item);
    }
  }
  objects[kStore] = "<< /Type /DSS" + lists + " >>";
  objects[kCatalog] = replaced(objects[kCatalog], "/Lang", "/DSS 14 0 R /Lang");
}

// Objects, table and trailer, appended to `file`.
void append(std::string& file, const Bodies& objects, const std::string& trailer,
            const std::string& in_front) {
  std::map<int, std::size_t> offsets;
  for (const auto& [number, body] : objects) {
    offsets[number] = file.size();
    file += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  }
  file += in_front;
  const std::size_t xref_at = file.size();
  file += "xref\n";
  for (const auto& [number, offset] : offsets) {
    if (number == kCatalog && trailer.find("/Prev") == std::string::npos) {
      file += "0 1\n0000000000 65535 f \n";
    }
    file += fmt::format("{} 1\n{:010} 00000 n \n", number, offset);
  }
  file += fmt::format("trailer\n<< /Size 1000 {} >>\nstartxref\n{}\n%%EOF\n", trailer, xref_at);
}

std::string hexadecimal(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    out += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return out;
}

}  // namespace

std::string stream(const std::string& entries, std::string_view data) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", entries, data.size(), data);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    throw std::logic_error("nothing to replace: " + std::string(from));
  }
  return text.replace(at, from.size(), to);
}

std::string body_of(int number) { return document().at(number); }

std::string signature_body(const std::string& entries) {
  return fmt::format("<< {} /ByteRange [0 {} {} {}] /Contents <{}> >>", entries, kPlace, kPlace,
                     kPlace, std::string(2 * kRoom, '0'));
}

void fill_container(std::string& file,
                    const std::function<std::string(const std::string& covered)>& container) {
  const std::string free = "/Contents <" + std::string(2 * kRoom, '0') + ">";
  const std::size_t found = file.rfind(free);
  const std::size_t begin = found + std::string_view("/Contents ").size();
  const std::size_t end = found + free.size();
  for (const std::size_t number : {begin, end, file.size() - end}) {
    const std::size_t at = file.find(kPlace, file.rfind("/ByteRange [", begin));
    file.replace(at, kPlace.size(), fmt::format("{:<10}", number));
  }
  const std::string inside = hexadecimal(container(file.substr(0, begin) + file.substr(end)));
  if (inside.size() > 2 * kRoom) {
    throw std::logic_error("no room for the container");
  }
  file.replace(begin + 1, inside.size(), inside);
}

std::string make_signed(const PdfRecipe& recipe) {
  Bodies objects = document();
  add_store(objects, recipe);
  if (recipe.prepare) {
    recipe.prepare(objects);
  }
  std::string file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  append(file, objects, kTrailer, recipe.in_front);
  CmsRecipe cms = recipe.cms;
  if (cms.signer == nullptr) {
    cms.signer = &world().signer;
  }
  if (cms.certificates.empty()) {
    cms.certificates = {cms.signer, &world().authority};
  }
  fill_container(file, [&](const std::string& covered) {
    std::string container = make_cms(cms, covered);
    if (recipe.timestamp) {
      // The signature of the second making would be another one: the token goes into the first.
      const std::string token = make_token(*recipe.timestamp, signature_value(container));
      container = with_timestamp(container, token);
    }
    if (recipe.spoil) {
      recipe.spoil(container);
    }
    return container;
  });
  return file;
}

PdfRecipe b_t() {
  PdfRecipe recipe;
  recipe.timestamp = TokenRecipe{.authority = &world().timestamper};
  return recipe;
}

PdfRecipe b_lt() {
  PdfRecipe recipe = b_t();
  recipe.certificates = {der_of(world().root), der_of(world().authority)};
  recipe.ocsps = {make_ocsp(
      {.about = &world().signer, .issuer = &world().authority, .responder = &world().responder})};
  recipe.crls = {make_crl({.issuer = &world().root})};
  return recipe;
}

std::string make_b_lta() {
  return with_document_timestamp(make_signed(b_lt()), 0, {.authority = &world().timestamper});
}

std::string with_update(const std::string& file, const Bodies& objects,
                        const std::string& trailer) {
  const std::size_t at = file.rfind("startxref\n") + std::string_view("startxref\n").size();
  const std::string previous = file.substr(at, file.find('\n', at) - at);
  std::string updated = file;
  append(updated, objects, (trailer.empty() ? kTrailer : trailer) + (" /Prev " + previous), "");
  return updated;
}

std::string with_document_timestamp(const std::string& file, int count, const TokenRecipe& token,
                                    Bodies objects) {
  const int field = kFirstFree + 2 * count;
  std::string fields = "8 0 R";
  for (int i = 0; i <= count; ++i) {
    fields += fmt::format(" {} 0 R", kFirstFree + 2 * i);
  }
  objects.emplace(kForm, "<< /Fields [" + fields + "] /SigFlags 3 >>");
  objects.emplace(kAnnotations, "[" + fields + "]");
  objects.emplace(field,
                  fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T (time{}) /V {} 0 R "
                              "/F 132 /P 3 0 R /Rect [0 0 0 0] >>",
                              count, field + 1));
  objects.emplace(field + 1, signature_body("/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter "
                                            "/ETSI.RFC3161"));
  std::string updated = with_update(file, objects);
  fill_container(updated, [&](const std::string& covered) { return make_token(token, covered); });
  return updated;
}

VerifyOptions trusting_the_root(SignatureLevel required) {
  VerifyOptions options;
  options.roots = {{pem_of(world().root), "root.pem"}};
  options.time = kNow;
  options.required_level = required;
  return options;
}

VerificationReport verified(const std::string& file, SignatureLevel required) {
  return verify_pdf(file, trusting_the_root(required));
}

bool has(const VerificationReport& report, std::string_view code, CheckStatus status) {
  return std::ranges::any_of(report.checks, [&](const Check& check) {
    return check.code == code && check.status == status;
  });
}

std::string outcome(const VerificationReport& report) {
  std::string out(name_of(report.verdict));
  for (const Check& check : report.checks) {
    if (check.status == CheckStatus::kFailed) {
      out += " " + check.code;
    }
  }
  return out;
}

}  // namespace certpress::tests
