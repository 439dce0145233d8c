#include "integrity.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "content_policy.h"
#include "digest.h"
#include "file_layout.h"
#include "revisions.h"
#include "times.h"

namespace certpress::verify {
namespace {

// Many times a large certificate, and less than whoever reads the file may have cut it off at.
constexpr std::size_t kMaxBytes = std::size_t{32} << 20U;
// The signature, and a renewal every year or two.
constexpr std::size_t kMaxRevisions = 32;

cos::File read_file(std::string_view pdf, CheckList& checks) {
  if (pdf.size() > kMaxBytes) {
    throw Objection("file/form", {"the file is larger than 32 MiB", "文件大于 32 MiB"});
  }
  cos::File file = cos::File::read(pdf);
  if (file.revisions().size() > kMaxRevisions) {
    throw Objection("file/form", {"the file has too many revisions", "文件的修订过多"});
  }
  checks.passed("file/form", {"a PDF with nothing before or behind it, its tables in order",
                              "PDF 文件首尾完整，交叉引用表正确"});
  check_layout(file);
  checks.passed("file/layout", {"every byte belongs to one object", "每个字节都属于唯一的对象"});
  return file;
}

void remark_on(const SignedData& data, CheckList& checks) {
  for (const std::string& name : data.remarks) {
    const bool time = name == "signingTime";
    checks.warning(
        "signature/conformance",
        {time ? "not PAdES: the time is signed as an attribute (signingTime)"
              : fmt::format("the signature has an attribute that certpress does not write: {}",
                            name),
         time ? "不符合 PAdES：签名中含 signingTime 属性"
              : fmt::format("签名含有 certpress 不会写入的属性：{}", name)});
  }
}

// The content signature, from its bytes to its value.
void examine_signature(const cos::File& file, const SignatureField& field, Examined& examined,
                       CheckList& checks) {
  const SignedRange range = read_signed_range(file, field);
  checks.passed("signature/byte-range",
                {"it leaves out exactly its own container", "签名范围只留空其自身的容器"});
  if (range.revisions != 1) {
    throw Objection("signature/coverage", {"the document had been changed before it was signed: "
                                           "an older state of it is still in the file",
                                           "文档在签名之前已被修改，文件中仍有其旧状态"});
  }
  examined.signed_revisions = range.revisions;
  checks.passed(
      "signature/coverage",
      {range.end == file.bytes().size()
           ? "it covers the whole file"
           : fmt::format("it covers the whole document as signed, {} of {} bytes", range.end,
                         file.bytes().size()),
       range.end == file.bytes().size() ? "签名覆盖整个文件"
                                        : fmt::format("签名覆盖签署时的整个文档（{} / {} 字节）",
                                                      range.end, file.bytes().size())});
  SignedData data = read_signed_data(range.container, ContentKind::kDetached);
  checks.passed("signature/container", {"strict DER, detached, one signer, its certificate bound",
                                        "严格 DER、分离式、唯一签名者、签名证书已绑定"});
  remark_on(data, checks);
  check_signature(data, digest_of(file.bytes(), range, data.digest));
  checks.passed("signature/digest", {"the document is what was signed", "文档与签名时一致"});
  checks.passed("signature/value",
                {"made by the key of the signer's certificate", "由签名者证书对应的密钥签出"});
  examined.signature = std::move(data);
}

void examine_signature_timestamp(Examined& examined, CheckList& checks) {
  constexpr const char* kCode = "time/signature-timestamp";
  const SignedData& signature = *examined.signature;
  try {
    const std::string der = unsigned_attribute(signature, NID_id_smime_aa_timeStampToken);
    if (der.empty()) {
      return;
    }
    TimestampToken token = read_timestamp_token(
        der, [&](const EVP_MD* algorithm) { return digest_of(signature.signature, algorithm); });
    token.kind = TimestampKind::kSignature;
    token.revisions = examined.signed_revisions;
    checks.passed(kCode, {"timestamp of the signature: intact, " + readable_utc(token.time),
                          "签名时间戳完好：" + readable_utc(token.time)});
    examined.timestamps.push_back(std::move(token));
  } catch (const Objection& objection) {
    checks.broken(kCode, {"timestamp of the signature: " + objection.message().en,
                          "签名时间戳：" + objection.message().zh});
  }
}

void examine_document_timestamp(const cos::File& file, const SignatureField& field,
                                Examined& examined, CheckList& checks) {
  constexpr const char* kCode = "time/document-timestamp";
  try {
    const SignedRange range = read_signed_range(file, field);
    TimestampToken token = read_timestamp_token(range.container, [&](const EVP_MD* algorithm) {
      return digest_of(file.bytes(), range, algorithm);
    });
    token.kind = TimestampKind::kDocument;
    token.revisions = range.revisions;
    checks.passed(kCode, {"timestamp of the document: intact, " + readable_utc(token.time),
                          "文档时间戳完好：" + readable_utc(token.time)});
    examined.timestamps.push_back(std::move(token));
  } catch (const Objection& objection) {
    checks.broken(kCode, {"timestamp of the document: " + objection.message().en,
                          "文档时间戳：" + objection.message().zh});
  }
}

}  // namespace

Examined examine(std::string_view pdf, CheckList& checks) {
  Examined examined;
  const cos::File file = read_file(pdf, checks);
  SignatureFields fields = find_signatures(file, checks);
  examined.is_signed = fields.content.has_value();
  if (!fields.content) {
    return examined;
  }
  check_certification(file, *fields.content, checks);
  check_content(file, *fields.content, checks);
  const cos::Object claimed = file.resolved(fields.content->value, "M");
  if (const auto* text = claimed.as<cos::String>()) {
    examined.claimed_time = parse_pdf_date(text->bytes);
  }
  try {
    examine_signature(file, *fields.content, examined, checks);
  } catch (const Objection& objection) {
    checks.broken(objection);
    return examined;
  }
  examine_signature_timestamp(examined, checks);
  for (const SignatureField& field : fields.document_timestamps) {
    examine_document_timestamp(file, field, examined, checks);
  }
  std::ranges::stable_sort(examined.timestamps, std::ranges::greater{}, &TimestampToken::revisions);
  examined.later_revisions = static_cast<int>(file.revisions().size() - examined.signed_revisions);
  check_changes(file, examined.signed_revisions, checks);
  examined.store = read_security_store(file, checks);
  return examined;
}

}  // namespace certpress::verify
