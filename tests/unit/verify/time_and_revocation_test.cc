// What timestamps and revocation data prove, and what they do not.
#include "attack.h"

namespace certpress::tests {
namespace {

class TimeAndRevocation : public testing::TestWithParam<Attack> {};

TEST_P(TimeAndRevocation, IsToldByName) {
  const VerificationReport report = verified(GetParam().file(), SignatureLevel::kLt);
  EXPECT_EQ(outcome(report), GetParam().outcome) << to_text(report, Language::kEnglish);
}

const std::string kRootList = make_crl({.issuer = &world().root});

std::string with_ocsp(OcspRecipe ocsp) {
  ocsp.about = ocsp.about != nullptr ? ocsp.about : &world().signer;
  ocsp.issuer = ocsp.issuer != nullptr ? ocsp.issuer : &world().authority;
  ocsp.responder = ocsp.responder != nullptr ? ocsp.responder : &world().responder;
  PdfRecipe recipe = b_t();
  recipe.ocsps = {make_ocsp(ocsp)};
  recipe.crls = {kRootList};
  return make_signed(recipe);
}

std::string with_crl(CrlRecipe crl) {
  crl.issuer = crl.issuer != nullptr ? crl.issuer : &world().authority;
  PdfRecipe recipe = b_t();
  recipe.crls = {kRootList, make_crl(crl)};
  return make_signed(recipe);
}

INSTANTIATE_TEST_SUITE_P(
    Revoked, TimeAndRevocation,
    testing::Values(Attack{"ByOcsp", [] { return with_ocsp({.revoked = kNow - kDay}); },
                           "indeterminate signer/revocation level/required"},
                    Attack{"ByList",
                           [] {
                             return with_crl({.revoked = {{&world().signer, kNow - kDay}}});
                           },
                           "indeterminate signer/revocation level/required"},
                    Attack{"ByOneOfTwo",
                           [] {
                             PdfRecipe recipe = b_lt();
                             recipe.crls.push_back(
                                 make_crl({.issuer = &world().authority,
                                           .revoked = {{&world().signer, kNow - kDay}}}));
                             return make_signed(recipe);
                           },
                           "indeterminate signer/revocation level/required"},
                    Attack{"IssuingAuthority",
                           [] {
                             PdfRecipe recipe = b_lt();
                             recipe.crls = {
                                 make_crl({.issuer = &world().root,
                                           .revoked = {{&world().authority, kNow - kDay}}})};
                             return make_signed(recipe);
                           },
                           "indeterminate signer/revocation level/required"},
                    Attack{"AtTheProvenTime",
                           [] {
                             return with_crl({.this_update = kNow - 60,
                                              .revoked = {{&world().signer, kNow - 60}}});
                           },
                           "indeterminate signer/revocation level/required"},
                    Attack{"LaterButTheKeyWasLostBefore",
                           [] {
                             return with_crl({.this_update = kNow - 60,
                                              .revoked = {{&world().signer, kNow - 59}},
                                              .key_lost = kNow - kDay});
                           },
                           "indeterminate signer/revocation level/required"}),
    name_of_attack);

TEST(Revoked, LaterThanTheProvenTimeIsGood) {
  // The list is of after the signature: OpenSSL's own check would call it "not yet valid".
  PdfRecipe recipe = b_t();
  recipe.timestamp->time = kNow - 10 * kDay;
  std::string file = make_signed(recipe);
  const Bodies evidence{
      {kCatalog, replaced(body_of(kCatalog), "/Lang", "/DSS 98 0 R /Lang")},
      {98, "<< /Type /DSS /CRLs [99 0 R 100 0 R] >>"},
      {99, stream("", make_crl({.issuer = &world().authority,
                                .revoked = {{&world().signer, kNow - 5 * kDay}}}))},
      {100, stream("", kRootList)}};
  file = with_update(file, evidence);
  const VerificationReport report = verified(file, SignatureLevel::kLt);
  EXPECT_EQ(outcome(report), "valid") << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.revocation, RevocationStatus::kGood);
}

TEST(Revoked, WithoutProvenTimeAnyRevocationCounts) {
  PdfRecipe recipe = b_lt();
  recipe.timestamp.reset();
  recipe.ocsps = {make_ocsp({.about = &world().signer,
                             .issuer = &world().authority,
                             .responder = &world().responder,
                             .revoked = kNow - 60})};
  EXPECT_EQ(outcome(verified(make_signed(recipe))), "indeterminate signer/revocation");
}

INSTANTIATE_TEST_SUITE_P(
    EvidenceThatDoesNotCount, TimeAndRevocation,
    testing::Values(
        Attack{"None", [] { return make_signed(b_t()); }, "indeterminate level/required"},
        Attack{"OcspUnknown", [] { return with_ocsp({.unknown = true}); },
               "indeterminate level/required"},
        Attack{"OcspStale",
               [] {
                 return with_ocsp({.this_update = kNow - 9 * kDay, .next_update = kNow - 2 * kDay});
               },
               "indeterminate level/required"},
        Attack{
            "OcspFromTheFuture",
            [] { return with_ocsp({.this_update = kNow + kDay, .next_update = kNow + 2 * kDay}); },
            "indeterminate level/required"},
        Attack{"OcspMadeInTheFuture", [] { return with_ocsp({.produced = kNow + kDay}); },
               "indeterminate level/required"},
        Attack{"OcspOfTheFutureMadeNow",
               [] {
                 return with_ocsp({.this_update = kNow + kDay,
                                   .next_update = kNow + 2 * kDay,
                                   .produced = kNow - kDay});
               },
               "indeterminate level/required"},
        Attack{"OcspAboutAnother", [] { return with_ocsp({.about = &world().responder}); },
               "indeterminate level/required"},
        Attack{"OcspBySigner", [] { return with_ocsp({.responder = &world().signer}); },
               "indeterminate level/required"},
        Attack{"OcspByAnotherRootsResponder",
               [] {
                 static const Identity kResponder =
                     make_identity({.name = "Specimen OCSP",
                                    .issuer = &world().other_root,
                                    .key_usage = "critical,digitalSignature",
                                    .extended_key_usage = "OCSPSigning"});
                 return with_ocsp({.responder = &kResponder});
               },
               "indeterminate level/required"},
        Attack{"OcspByResponderOfAnotherIssuer",
               [] {
                 static const Identity kResponder =
                     make_identity({.name = "Specimen OCSP",
                                    .issuer = &world().root,
                                    .key_usage = "critical,digitalSignature",
                                    .extended_key_usage = "OCSPSigning"});
                 return with_ocsp({.responder = &kResponder});
               },
               "indeterminate level/required"},
        Attack{"ListStale",
               [] {
                 return with_crl({.this_update = kNow - 9 * kDay, .next_update = kNow - 2 * kDay});
               },
               "indeterminate level/required"},
        Attack{"ListByAnother", [] { return with_crl({.issuer = &world().other_root}); },
               "indeterminate level/required"},
        Attack{"ListByAnotherOfThatName",
               [] {
                 static const Identity kFalse = make_identity({.name = "Specimen Issuing Authority",
                                                               .issuer = &world().other_root,
                                                               .authority = true});
                 return with_crl({.issuer = &kFalse});
               },
               "indeterminate level/required"},
        Attack{"ListOfAuthoritiesOnly", [] { return with_crl({.scope = "onlyCA:TRUE"}); },
               "indeterminate level/required"},
        Attack{"ListOfAnotherPart",
               [] { return with_crl({.scope = "fullname:URI:http://crl.example/2"}); },
               "indeterminate level/required"},
        Attack{"ListOfSomeReasons",
               [] { return with_crl({.scope = "onlysomereasons:keyCompromise"}); },
               "indeterminate level/required"},
        Attack{"ListOfAPartAgainstAPointWithoutName",
               [] {
                 static const Identity kSigner = make_identity({.name = "Specimen Signer",
                                                                .issuer = &world().authority,
                                                                .crl_by_another = true});
                 PdfRecipe recipe = b_t();
                 recipe.cms.signer = &kSigner;
                 recipe.crls = {kRootList,
                                make_crl({.issuer = &world().authority,
                                          .scope = "fullname:URI:http://crl.example/2"})};
                 return make_signed(recipe);
               },
               "indeterminate level/required"},
        Attack{"ListWithACriticalExtension", [] { return with_crl({.strange = true}); },
               "indeterminate level/required"},
        Attack{"DeltaList", [] { return with_crl({.delta = true}); },
               "indeterminate level/required"},
        Attack{"IssuersStatusMissing",
               [] {
                 PdfRecipe recipe = b_lt();
                 recipe.crls.clear();
                 return make_signed(recipe);
               },
               "indeterminate level/required"}),
    name_of_attack);

TEST(Evidence, ListOfItsOwnPartCounts) {
  const Identity signer = make_identity(
      {.name = "Specimen Signer", .issuer = &world().authority, .crl_url = "http://crl.example/2"});
  PdfRecipe recipe = b_t();
  recipe.cms.signer = &signer;
  recipe.crls = {kRootList, make_crl({.issuer = &world().authority,
                                      .scope = "onlyuser:TRUE,fullname:URI:http://crl.example/2"})};
  EXPECT_EQ(outcome(verified(make_signed(recipe), SignatureLevel::kLt)), "valid");
}

TEST(Evidence, OcspByTheIssuerItselfCounts) {
  EXPECT_EQ(outcome(verified(with_ocsp({.responder = &world().authority}), SignatureLevel::kLt)),
            "valid");
}

TEST(Evidence, ThatCannotBeReadIsRemarked) {
  PdfRecipe recipe = b_lt();
  recipe.certificates.emplace_back("no certificate");
  recipe.ocsps.emplace_back("\x30\x03\x0A\x01\x06");  // unauthorized
  recipe.ocsps.emplace_back("no answer");
  const VerificationReport report = verified(make_signed(recipe), SignatureLevel::kLt);
  EXPECT_EQ(outcome(report), "valid");
  EXPECT_TRUE(has(report, "revocation/evidence", CheckStatus::kWarning));
}

std::string stamped(void (*spoil)(std::string& token)) {
  PdfRecipe recipe;
  static void (*change)(std::string&) = nullptr;
  change = spoil;
  recipe.spoil = [](std::string& cms) {
    std::string token = make_token({.authority = &world().timestamper}, signature_value(cms));
    change(token);
    cms = with_timestamp(cms, token);
  };
  return make_signed(recipe);
}

std::string stamped_by(const TokenRecipe& token) {
  PdfRecipe recipe = b_lt();
  recipe.timestamp = token;
  return make_signed(recipe);
}

Identity timestamper_of(CertificateRecipe recipe) {
  recipe.name = "Specimen Timestamps";
  recipe.issuer = recipe.issuer != nullptr ? recipe.issuer : &world().root;
  recipe.key_usage = "critical,digitalSignature";
  return make_identity(recipe);
}

std::string stamped_by_one_of(const CertificateRecipe& recipe, std::time_t time = kNow - 60) {
  const Identity authority = timestamper_of(recipe);
  return stamped_by({.authority = &authority, .time = time});
}

// A timestamp that is broken makes the file invalid; one that is not trusted proves nothing.
INSTANTIATE_TEST_SUITE_P(
    SignatureTimestamp, TimeAndRevocation,
    testing::Values(
        Attack{"Stripped",
               [] {
                 PdfRecipe recipe = b_lt();
                 recipe.timestamp.reset();
                 return make_signed(recipe);
               },
               "indeterminate level/required"},
        Attack{"SignatureValueFlipped",
               [] { return stamped([](std::string& token) { token.back() ^= 1; }); },
               "invalid time/signature-timestamp"},
        Attack{
            "TimeChanged",
            [] { return stamped([](std::string& token) { token[token.find("20260501")] = '1'; }); },
            "invalid time/signature-timestamp"},
        Attack{"OfAnotherSignature",
               [] {
                 return stamped([](std::string& token) {
                   token = make_token({.authority = &world().timestamper}, "something else");
                 });
               },
               "invalid time/signature-timestamp"},
        Attack{"NoToken",
               [] { return stamped([](std::string& token) { token = "\x30\x02\x05\x01"; }); },
               "invalid time/signature-timestamp"},
        Attack{"Twice",
               [] {
                 PdfRecipe recipe;
                 recipe.spoil = [](std::string& cms) {
                   cms = with_timestamp(
                       cms, make_token({.authority = &world().timestamper}, signature_value(cms)),
                       2);
                 };
                 return make_signed(recipe);
               },
               "invalid time/signature-timestamp"},
        Attack{"ImprintWithSha1",
               [] {
                 return stamped_by({.authority = &world().timestamper,
                                    .digest = EVP_sha1(),
                                    .digest_oid = "1.3.14.3.2.26"});
               },
               "invalid time/signature-timestamp"},
        Attack{"ByTheSigner", [] { return stamped_by({.authority = &world().signer}); },
               "indeterminate level/required"},
        Attack{"OtherRoot",
               [] {
                 return stamped_by_one_of({.issuer = &world().other_root,
                                           .extended_key_usage = "critical,timeStamping"});
               },
               "indeterminate level/required"},
        Attack{"UseNotCritical",
               [] { return stamped_by_one_of({.extended_key_usage = "timeStamping"}); },
               "indeterminate level/required"},
        Attack{"UseAmongOthers",
               [] {
                 return stamped_by_one_of(
                     {.extended_key_usage = "critical,timeStamping,codeSigning"});
               },
               "indeterminate level/required"},
        Attack{"AuthorityExpiredByNow",
               [] {
                 return stamped_by_one_of(
                     {.extended_key_usage = "critical,timeStamping", .until = kNow - 30});
               },
               "indeterminate level/required"},
        Attack{"AuthorityNotYetValid",
               [] {
                 return stamped_by_one_of(
                     {.extended_key_usage = "critical,timeStamping", .from = kNow - 30});
               },
               "indeterminate level/required"},
        Attack{"AuthorityRevoked",
               [] {
                 PdfRecipe recipe = b_lt();
                 recipe.crls = {make_crl(
                     {.issuer = &world().root, .revoked = {{&world().timestamper, kNow - kDay}}})};
                 return make_signed(recipe);
               },
               "indeterminate level/required"},
        Attack{"FromTheFuture",
               [] { return stamped_by({.authority = &world().timestamper, .time = kNow + kDay}); },
               "indeterminate level/required"}),
    name_of_attack);

TEST(SignatureTimestamp, ProvesTheSignatureOfACertificateThatHasExpiredSince) {
  const Identity signer =
      make_identity({.name = "Signer", .issuer = &world().authority, .until = kNow - kDay});
  PdfRecipe recipe = b_t();
  recipe.cms.signer = &signer;
  EXPECT_EQ(outcome(verified(make_signed(recipe))), "indeterminate signer/path");
  recipe.timestamp->time = kNow - 2 * kDay;
  const VerificationReport report = verified(make_signed(recipe));
  EXPECT_EQ(outcome(report), "valid") << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.proven_time, kNow - 2 * kDay);
}

TEST(SignatureTimestamp, MayBindItsAuthorityBySha1) {
  const std::string file = stamped_by({.authority = &world().timestamper, .bind_by_sha1 = true});
  EXPECT_EQ(outcome(verified(file, SignatureLevel::kLt)), "valid");
}

TEST(SignatureTimestamp, MayBeFiveMinutesAhead) {
  const auto level_of = [](std::time_t time) {
    return verified(stamped_by({.authority = &world().timestamper, .time = time})).level;
  };
  EXPECT_EQ(level_of(kNow + 300), SignatureLevel::kLt);
  EXPECT_EQ(level_of(kNow + 301), SignatureLevel::kB);
}

TEST(ClaimedTime, IsRemarkedWhenItIsAfterTheFact) {
  const auto says = [](const char* date) {
    PdfRecipe recipe = b_t();
    recipe.prepare = [date](Bodies& objects) {
      objects[kSignature] = replaced(objects[kSignature], "(D:20260501155500+08'00')", date);
    };
    return verified(make_signed(recipe));
  };
  EXPECT_TRUE(has(says("(D:20260501155500+08'00')"), "time/claimed", CheckStatus::kPassed));
  EXPECT_TRUE(has(says("(D:20260501161000+08'00')"), "time/claimed", CheckStatus::kWarning));
  for (const char* bad : {"(D:20261301155500+08'00')", "(yesterday)", "42", "(D:2026)"}) {
    const VerificationReport report = says(bad);
    EXPECT_EQ(outcome(report), "valid");
    EXPECT_FALSE(report.claimed_time) << bad;
    EXPECT_TRUE(has(report, "time/claimed", CheckStatus::kWarning));
  }
}

}  // namespace
}  // namespace certpress::tests
