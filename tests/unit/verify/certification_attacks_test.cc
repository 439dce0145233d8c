// What may be added behind a certifying signature, and what may not: certification attacks
// (Rohlmann et al., "Breaking the Specification: PDF Certification", S&P 2021), and the additions
// that keep a signature provable.
#include "attack.h"

namespace certpress::tests {
namespace {

class CertificationAttack : public testing::TestWithParam<Attack> {};

TEST_P(CertificationAttack, IsToldByName) {
  const VerificationReport report = verified(GetParam().file());
  EXPECT_EQ(outcome(report), GetParam().outcome) << to_text(report, Language::kEnglish);
}

const std::string& good() {
  static const std::string kFile = make_signed(b_lt());
  return kFile;
}

const std::string& archived() {
  static const std::string kFile = make_b_lta();
  return kFile;
}

std::string annotated(const std::string& annotation) {
  return with_update(good(), {{kAnnotations, "[8 0 R 98 0 R]"}, {98, annotation}});
}

// A further signature field, with a signature by somebody whom the root even vouches for.
std::string signed_again(const std::string& field_entries, const char* subfilter) {
  std::string file = with_update(
      good(), {{kForm, "<< /Fields [8 0 R 98 0 R] /SigFlags 3 >>"},
               {kAnnotations, "[8 0 R 98 0 R]"},
               {98, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (b) /V 99 0 R /P 3 0 R " +
                        field_entries + " >>"},
               {99, signature_body(std::string("/Type /Sig /Filter /Adobe.PPKLite /SubFilter ") +
                                   subfilter)}});
  fill_container(file, [](const std::string& covered) {
    return make_cms(
        {.signer = &world().signer, .certificates = {&world().signer, &world().authority}},
        covered);
  });
  return file;
}

std::string stamped_with(int number, const std::string& from, const std::string& to) {
  Bodies objects{{100, replaced("<< /Type /Annot /Subtype /Widget /FT /Sig /T (time0) /V 101 0 R "
                                "/F 132 /P 3 0 R /Rect [0 0 0 0] >>",
                                from, to)}};
  if (number != 0) {
    objects[number] = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 9 9 re f");
  }
  return with_document_timestamp(good(), 0, {.authority = &world().timestamper}, objects);
}

INSTANTIATE_TEST_SUITE_P(
    EvilAnnotation, CertificationAttack,
    testing::Values(
        Attack{"FreeText",
               [] {
                 return annotated(
                     "<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (valid) >>");
               },
               "invalid changes/revision"},
        Attack{"Redaction",
               [] { return annotated("<< /Type /Annot /Subtype /Redact /Rect [0 0 99 99] >>"); },
               "invalid changes/revision"},
        Attack{"PopUpWithoutRectangle",
               [] { return annotated("<< /Type /Annot /Subtype /Popup /Rect [0 0 0 0] >>"); },
               "invalid changes/revision"},
        Attack{"DirectlyInTheArray",
               [] {
                 return with_update(
                     good(), {{kAnnotations, "[8 0 R << /Subtype /Stamp /Rect [0 0 9 9] >>]"}});
               },
               "invalid changes/revision"},
        Attack{"SealTakenAway",
               [] {
                 return with_update(good(), {{kAnnotations, "[]"}});
               },
               "invalid changes/revision"},
        Attack{"SealMoved",
               [] {
                 return with_update(
                     good(), {{kField, replaced(body_of(kField), "10 10 60 60", "0 0 1 1")}});
               },
               "invalid changes/revision"}),
    name_of_attack);

INSTANTIATE_TEST_SUITE_P(
    SneakySignature, CertificationAttack,
    testing::Values(
        Attack{"VisibleSignature",
               [] { return signed_again("/Rect [0 0 99 99]", "/ETSI.CAdES.detached"); },
               "invalid signature/field changes/revision"},
        Attack{"InvisibleSignature",
               [] { return signed_again("/Rect [0 0 0 0]", "/ETSI.CAdES.detached"); },
               "invalid signature/field changes/revision"},
        Attack{"OtherKindOfSignature",
               [] { return signed_again("/Rect [0 0 0 0]", "/adbe.pkcs7.detached"); },
               "invalid signature/field changes/revision"},
        Attack{"TimestampThatShows", [] { return stamped_with(0, "[0 0 0 0]", "[0 0 200 200]"); },
               "invalid changes/revision"},
        Attack{"TimestampWithAnAppearance",
               [] { return stamped_with(98, "/F 132", "/F 132 /AP << /N 98 0 R >>"); },
               "invalid changes/revision"},
        Attack{"TimestampWithAnAction",
               [] {
                 return stamped_with(0, "/F 132", "/F 132 /A << /S /URI /URI (http://example/) >>");
               },
               "invalid file/forms changes/revision"},
        Attack{"TextFieldWithTimestamp", [] { return stamped_with(0, "/FT /Sig", "/FT /Tx"); },
               "invalid file/forms changes/revision"},
        Attack{"PageChangedWithTheTimestamp",
               [] {
                 return with_document_timestamp(good(), 0, {.authority = &world().timestamper},
                                                {{kContents, stream("", "0 0 m 9 9 l S")}});
               },
               "invalid changes/revision"},
        Attack{"TimestampReplacesTheSignature",
               [] {
                 return with_document_timestamp(good(), 0, {.authority = &world().timestamper},
                                                {{kForm, "<< /Fields [100 0 R] /SigFlags 3 >>"}});
               },
               "unsigned"}),
    name_of_attack);

// An object of the signed document is declared to be what may be rewritten.
INSTANTIATE_TEST_SUITE_P(
    Disguise, CertificationAttack,
    testing::Values(
        Attack{"PageContentAsFields",
               [] {
                 return with_update(
                     good(), {{kForm, "<< /Fields 4 0 R /SigFlags 3 >>"}, {kContents, "[8 0 R]"}});
               },
               "invalid changes/revision"},
        Attack{"PageContentAsAnnotations",
               [] {
                 return with_update(good(), {{kPage, replaced(body_of(kPage), "7 0 R", "4 0 R")},
                                             {kContents, "[8 0 R]"}});
               },
               "invalid changes/revision"},
        Attack{"PageContentAsSecurityStore",
               [] {
                 return with_update(
                     make_signed(b_t()),
                     {{kCatalog, replaced(body_of(kCatalog), "/Lang", "/DSS 4 0 R /Lang")},
                      {kContents, "<< /Type /DSS >>"}});
               },
               "invalid changes/revision"},
        Attack{"PageContentAsListOfTheStore",
               [] {
                 return with_update(make_signed(b_t()),
                                    {{kCatalog, replaced(body_of(kCatalog), "/Lang",
                                                         "/DSS << /Certs 4 0 R >> /Lang")},
                                     {kContents, "[]"}});
               },
               "invalid changes/revision"},
        Attack{"PageContentAsForm",
               [] {
                 return with_update(good(),
                                    {{kCatalog, replaced(body_of(kCatalog), "6 0 R", "4 0 R")},
                                     {kContents, body_of(kForm)}});
               },
               "invalid changes/revision"},
        Attack{"EvidenceReplaced",
               [] {
                 return with_update(good(), {{kFirstEvidence, stream("", "another")}});
               },
               "invalid changes/revision"},
        Attack{"EvidenceTakenAway",
               [] {
                 return with_update(good(), {{kStore, "<< /Type /DSS /Certs [15 0 R] >>"}});
               },
               "invalid changes/revision"}),
    name_of_attack);

std::string flipped_behind(std::string file, std::string_view text, std::size_t from) {
  const std::size_t at = file.find(text, from);
  file[at + text.size() / 2] ^= 1;
  return file;
}

INSTANTIATE_TEST_SUITE_P(
    Archived, CertificationAttack,
    testing::Values(
        Attack{"PageChangedBehindIt",
               [] {
                 return with_update(archived(), {{kContents, stream("", "0 0 m 9 9 l S")}});
               },
               "invalid changes/revision"},
        Attack{"FieldNameChangedInTheTimestampsRevision",
               [] { return flipped_behind(archived(), "(time0)", 0); },
               "invalid time/document-timestamp"},
        Attack{"TimestampTokenChanged",
               [] {
                 std::string file = archived();
                 const std::size_t at = file.rfind("/Contents <") + 2000;
                 file[at] = file[at] == '0' ? '1' : '0';
                 return file;
               },
               "invalid time/document-timestamp"},
        Attack{"EvidenceOfALaterRevisionFlipped",
               [] {
                 const std::string file = with_document_timestamp(
                     make_signed(b_t()), 0, {.authority = &world().timestamper},
                     {{kCatalog, replaced(body_of(kCatalog), "/Lang", "/DSS 98 0 R /Lang")},
                      {98, "<< /Type /DSS /CRLs [99 0 R] >>"},
                      {99, stream("", make_crl({.issuer = &world().root}))}});
                 return flipped_behind(file, "Specimen Root", file.find("99 0 obj"));
               },
               "invalid time/document-timestamp"}),
    name_of_attack);

TEST(Archived, CutBackToAnEarlierRevisionIsOfALowerLevel) {
  const std::string file = archived().substr(0, archived().find("%%EOF\n") + 6);
  const VerificationReport report = verified(file, SignatureLevel::kLta);
  EXPECT_EQ(outcome(report), "indeterminate level/required");
  EXPECT_EQ(report.level, SignatureLevel::kLt);
  EXPECT_EQ(outcome(verified(file)), "valid");
}

TEST(Archived, EvidenceAndTimestampsMayBeAddedAgainAndAgain) {
  std::string file = archived();
  for (int i = 1; i < 4; ++i) {
    file = with_document_timestamp(file, i,
                                   {.authority = &world().timestamper, .time = kNow - 60 + i});
  }
  const VerificationReport report = verified(file, SignatureLevel::kLta);
  EXPECT_EQ(outcome(report), "valid") << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.later_revisions, 4);
  EXPECT_EQ(report.timestamps.size(), 5U);
}

// Ten years on: the signer's and the first authority's certificates have expired, and a newer
// timestamp carries the proof.
TEST(Archived, LaterTimestampKeepsTheOlderOnesProof) {
  const Identity newer = make_identity({.name = "Specimen Timestamps 2",
                                        .issuer = &world().root,
                                        .key_usage = "critical,digitalSignature",
                                        .extended_key_usage = "critical,timeStamping",
                                        .until = kNow + 12 * kYear});
  VerifyOptions options = trusting_the_root(SignatureLevel::kLta);
  options.time = kNow + 10 * kYear;
  EXPECT_EQ(outcome(verify_pdf(archived(), options)), "indeterminate signer/path level/required");

  const std::string renewed =
      with_document_timestamp(archived(), 1, {.authority = &newer, .time = kNow + 4 * kYear});
  const VerificationReport report = verify_pdf(renewed, options);
  EXPECT_EQ(outcome(report), "valid") << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.proven_time, kNow - 60);

  // Renewed too late: the first authority's certificate had expired by then.
  const std::string late =
      with_document_timestamp(archived(), 1, {.authority = &newer, .time = kNow + 6 * kYear});
  EXPECT_EQ(outcome(verify_pdf(late, options)), "indeterminate signer/path level/required");
}

TEST(Archived, DocumentTimestampAloneProvesTime) {
  const std::string file =
      with_document_timestamp(make_signed(), 0, {.authority = &world().timestamper});
  const VerificationReport report = verified(file, SignatureLevel::kT);
  EXPECT_EQ(outcome(report), "valid") << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.level, SignatureLevel::kT);
}

TEST(Archived, UntrustedTimestampDoesNotArchive) {
  const Identity stranger = make_identity({.name = "Specimen Timestamps",
                                           .issuer = &world().other_root,
                                           .key_usage = "critical,digitalSignature",
                                           .extended_key_usage = "critical,timeStamping"});
  const VerificationReport report =
      verified(with_document_timestamp(good(), 0, {.authority = &stranger}), SignatureLevel::kLta);
  EXPECT_EQ(outcome(report), "indeterminate level/required");
  EXPECT_EQ(report.level, SignatureLevel::kLt);
}

}  // namespace
}  // namespace certpress::tests
