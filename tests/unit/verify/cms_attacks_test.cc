// Attacks on the signature structure and its certificates: rows of the table of what verifiers were
// seen to accept.
#include "attack.h"

namespace certpress::tests {
namespace {

class CmsAttack : public testing::TestWithParam<Attack> {};

TEST_P(CmsAttack, IsToldByName) {
  const VerificationReport report = verified(GetParam().file());
  EXPECT_EQ(outcome(report), GetParam().outcome) << to_text(report, Language::kEnglish);
}

std::string signed_with(const CmsRecipe& cms) { return make_signed({.cms = cms}); }

std::string spoiled(void (*spoil)(std::string&)) { return make_signed({.spoil = spoil}); }

// Another certificate for the key of the signer, by the same authority.
const Identity& twin() {
  static const Identity kTwin = make_identity(
      {.name = "Specimen Twin", .issuer = &world().authority, .same_key_as = &world().signer});
  return kTwin;
}

Identity signer_of(CertificateRecipe recipe) {
  recipe.name = "Specimen Signer";
  recipe.issuer = recipe.issuer != nullptr ? recipe.issuer : &world().authority;
  return make_identity(recipe);
}

std::string signed_by(const CertificateRecipe& recipe) {
  const Identity signer = signer_of(recipe);
  return signed_with({.signer = &signer});
}

INSTANTIATE_TEST_SUITE_P(
    Structure, CmsAttack,
    testing::Values(
        Attack{"SignatureValueFlipped",
               [] { return spoiled([](std::string& cms) { cms.back() ^= 1; }); },
               "invalid signature/value"},
        Attack{"CertificateOfAnotherKey",
               [] {
                 const Identity other = signer_of({});
                 return signed_with({.signer = &world().signer,
                                     .named = other.certificate.get(),
                                     .bound = other.certificate.get(),
                                     .certificates = {&other, &world().authority}});
               },
               "invalid signature/value"},
        Attack{"TwinCertificateOfTheSameKey",
               [] {
                 return signed_with({.signer = &world().signer,
                                     .named = twin().certificate.get(),
                                     .certificates = {&twin(), &world().authority}});
               },
               "invalid signature/certificate"},
        Attack{"TwinCertificateUnbound",
               [] {
                 return signed_with({.signer = &world().signer,
                                     .named = twin().certificate.get(),
                                     .certificates = {&twin(), &world().authority},
                                     .bind = false});
               },
               "invalid signature/certificate"},
        Attack{"NothingBound", [] { return signed_with({.bind = false}); },
               "invalid signature/certificate"},
        Attack{"BoundBySha1Only", [] { return signed_with({.bind = false, .bind_by_sha1 = true}); },
               "invalid signature/certificate"},
        Attack{"SignerCertificateMissing",
               [] { return signed_with({.certificates = {&world().authority}}); },
               "invalid signature/certificate"},
        Attack{"NoSignedAttributes", [] { return signed_with({.signed_attributes = false}); },
               "invalid signature/attributes"},
        Attack{"SignedAttributeTwice", [] { return signed_with({.twice = true}); },
               "invalid signature/attributes"},
        Attack{"TwoSigners", [] { return signed_with({.signer_infos = 2}); },
               "invalid signature/form"},
        Attack{"NoSigner", [] { return signed_with({.signer_infos = 0}); },
               "invalid signature/form"},
        Attack{"WrongContentTypeAttribute",
               [] { return signed_with({.content_type_attribute = kIdTstInfo}); },
               "invalid signature/attributes"},
        Attack{"WrongContentType",
               [] {
                 return signed_with(
                     {.content_type = kIdTstInfo, .content_type_attribute = kIdTstInfo});
               },
               "invalid signature/form"},
        Attack{"ContentAttached", [] { return signed_with({.content = "another text"}); },
               "invalid signature/form"},
        Attack{"Sha1",
               [] { return signed_with({.digest = EVP_sha1(), .digest_oid = "1.3.14.3.2.26"}); },
               "invalid signature/algorithms"},
        Attack{"AlgorithmsThatDisagree",
               [] { return signed_with({.signature_oid = "1.2.840.10045.4.3.4"}); },
               "invalid signature/algorithms"},
        Attack{"Rsa1024", [] { return signed_by({.key = KeyKind::kRsa1024}); },
               "invalid signature/algorithms"},
        Attack{"P521", [] { return signed_by({.key = KeyKind::kP521}); },
               "invalid signature/algorithms"},
        Attack{"CertificatesOutOfOrder",
               [] {
                 return spoiled([](std::string& cms) {
                   std::string first = der_of(world().signer);
                   std::string second = der_of(world().authority);
                   if (cms.find(second) < cms.find(first)) {
                     std::swap(first, second);
                   }
                   cms = replaced(cms, first + second, second + first);
                 });
               },
               "invalid signature/container"}),
    name_of_attack);

INSTANTIATE_TEST_SUITE_P(
    Certificates, CmsAttack,
    testing::Values(
        Attack{"SameNamesOtherRoot",
               [] {
                 const Identity authority = make_identity({.name = "Specimen Issuing Authority",
                                                           .issuer = &world().other_root,
                                                           .authority = true});
                 const Identity signer = signer_of({.issuer = &authority});
                 return signed_with({.signer = &signer, .certificates = {&signer, &authority}});
               },
               "indeterminate signature/carried-certificates signer/path"},
        Attack{"OtherRootCarriedAlong",
               [] {
                 const Identity signer = signer_of({.issuer = &world().other_root});
                 return signed_with(
                     {.signer = &signer, .certificates = {&signer, &world().other_root}});
               },
               "indeterminate signer/path"},
        Attack{"SelfSigned",
               [] {
                 const Identity signer = make_identity({.name = "Specimen Alone"});
                 return signed_with({.signer = &signer, .certificates = {&signer}});
               },
               "indeterminate signer/path"},
        Attack{"IssuerMissing", [] { return signed_with({.certificates = {&world().signer}}); },
               "indeterminate signer/path"},
        Attack{"IssuerIsNoAuthority",
               [] {
                 const Identity signer = signer_of({.issuer = &world().signer});
                 return signed_with(
                     {.signer = &signer,
                      .certificates = {&signer, &world().signer, &world().authority}});
               },
               "indeterminate signer/path"},
        Attack{"Expired", [] { return signed_by({.until = kNow - kDay}); },
               "indeterminate signer/path"},
        Attack{"NotYetValid", [] { return signed_by({.from = kNow + kDay}); },
               "indeterminate signer/path"},
        Attack{"SignedWithSha1", [] { return signed_by({.digest = EVP_sha1()}); },
               "indeterminate signer/path"},
        Attack{"EncipherOnly", [] { return signed_by({.key_usage = "critical,keyEncipherment"}); },
               "indeterminate signer/key-usage"},
        Attack{"ForServersOnly", [] { return signed_by({.extended_key_usage = "serverAuth"}); },
               "indeterminate signer/key-usage"},
        Attack{"TimestampAuthorityAsSigner",
               [] {
                 return signed_with(
                     {.signer = &world().timestamper, .certificates = {&world().timestamper}});
               },
               "indeterminate signer/key-usage"}),
    name_of_attack);

// No digest covers what is carried along; a good copy of it stands in the security store.
TEST(CarriedCertificates, AlteredOneIsTold) {
  PdfRecipe recipe = b_lt();
  recipe.spoil = [](std::string& cms) {
    const std::string authority = der_of(world().authority);
    cms[cms.find(authority) + authority.size() - 1] ^= 1;
  };
  const VerificationReport report = verified(make_signed(recipe));
  EXPECT_EQ(outcome(report), "indeterminate signature/carried-certificates signer/path")
      << to_text(report, Language::kEnglish);
}

TEST(CarriedCertificates, UnrelatedOneIsRemarked) {
  const Identity other = make_identity({.name = "Other", .issuer = &world().other_root});
  const Identity child = make_identity({.name = "Child", .issuer = &other});
  const VerificationReport report =
      verified(signed_with({.certificates = {&world().signer, &world().authority, &child}}));
  EXPECT_EQ(outcome(report), "valid");
  EXPECT_TRUE(has(report, "signature/carried-certificates", CheckStatus::kWarning));
}

TEST(Certificates, DocumentSigningUseIsAccepted) {
  for (const char* use : {"1.3.6.1.5.5.7.3.36", "emailProtection", "serverAuth,emailProtection"}) {
    EXPECT_EQ(outcome(verified(signed_by({.extended_key_usage = use}))), "valid") << use;
  }
  EXPECT_EQ(outcome(verified(signed_by({.key_usage = "critical,nonRepudiation"}))), "valid");
}

TEST(Certificates, EveryAlgorithmOfTheListIsAccepted) {
  EXPECT_EQ(outcome(verified(signed_by({.key = KeyKind::kRsa2048}))), "valid");
  const Identity p384 = signer_of({.key = KeyKind::kP384});
  EXPECT_EQ(
      outcome(verified(signed_with(
          {.signer = &p384, .digest = EVP_sha384(), .digest_oid = "2.16.840.1.101.3.4.2.2"}))),
      "valid");
}

TEST(Conformance, SigningTimeIsRemarked) {
  const VerificationReport report = verified(signed_with({.signing_time = true}));
  EXPECT_EQ(outcome(report), "valid");
  EXPECT_TRUE(has(report, "signature/conformance", CheckStatus::kWarning));
}

TEST(Names, CannotPlayTricksOnATerminal) {
  const Identity signer = make_identity({.name = "Good\x1B[2J\xE2\x80\xAE"
                                                 "evil\xC2\x9B",
                                         .issuer = &world().authority});
  const VerificationReport report = verified(signed_with({.signer = &signer}));
  ASSERT_TRUE(report.signer);
  const std::string text =
      report.signer->subject + to_text(report, Language::kEnglish) + to_json(report);
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
  EXPECT_NE(report.signer->subject.find("evil"), std::string::npos);
}

TEST(Roots, NoneMeansNotTrusted) {
  VerifyOptions options = trusting_the_root();
  options.roots.clear();
  const VerificationReport report = verify_pdf(make_signed(), options);
  EXPECT_EQ(report.verdict, Verdict::kIndeterminate);
  EXPECT_TRUE(has(report, "signer/path", CheckStatus::kUnknown));
}

TEST(Roots, DerAndSeveralInOnePemAreRead) {
  VerifyOptions options = trusting_the_root();
  options.roots = {{der_of(world().root), "root.der"}};
  EXPECT_EQ(verify_pdf(make_signed(), options).verdict, Verdict::kValid);
  options.roots = {{pem_of(world().other_root) + pem_of(world().root), "both.pem"}};
  EXPECT_EQ(verify_pdf(make_signed(), options).verdict, Verdict::kValid);
}

TEST(Roots, UnreadableOnesAreRefusedByName) {
  VerifyOptions options = trusting_the_root();
  options.roots.push_back({"no certificate", "a.txt"});
  options.roots.push_back({"", "empty.pem"});
  try {
    verify_pdf(make_signed(), options);
    FAIL() << "nothing was refused";
  } catch (const Refused& refused) {
    ASSERT_EQ(refused.diagnostics().size(), 2U);
    EXPECT_EQ(refused.diagnostics()[0].code, "verify/bad-root");
    EXPECT_EQ(refused.diagnostics()[0].place.file, "a.txt");
    EXPECT_EQ(refused.diagnostics()[1].place.file, "empty.pem");
  }
}

}  // namespace
}  // namespace certpress::tests
