// Good files of every level, and what keeps a file from its level.
#include <gtest/gtest.h>

#include "signed_pdf.h"

namespace certpress::tests {
namespace {

TEST(Levels, BaselineIsValidWithoutProofOfTime) {
  const VerificationReport report = verified(make_signed());
  EXPECT_EQ(report.verdict, Verdict::kValid) << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.level, SignatureLevel::kB);
  EXPECT_FALSE(report.proven_time);
  EXPECT_EQ(report.claimed_time, kNow - 300);
  EXPECT_EQ(report.revocation, RevocationStatus::kUnknown);
  ASSERT_TRUE(report.signer);
  EXPECT_EQ(report.signer->subject, "CN=样章 Specimen Seal,O=样例 Specimen");
  EXPECT_EQ(report.chain.size(), 3U);
  EXPECT_FALSE(has(report, "signature/conformance", CheckStatus::kWarning));
}

TEST(Levels, TimestampMakesT) {
  const VerificationReport report = verified(make_signed(b_t()), SignatureLevel::kT);
  EXPECT_EQ(report.verdict, Verdict::kValid) << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.level, SignatureLevel::kT);
  EXPECT_EQ(report.proven_time, kNow - 60);
}

TEST(Levels, EvidenceInTheSignedRevisionMakesLt) {
  const VerificationReport report = verified(make_signed(b_lt()), SignatureLevel::kLt);
  EXPECT_EQ(report.verdict, Verdict::kValid) << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.level, SignatureLevel::kLt);
  EXPECT_EQ(report.revocation, RevocationStatus::kGood);
}

TEST(Levels, AStoreMayNameItsSignaturesByTheirFingerprints) {
  const auto with_name = [](const std::string& name) {
    PdfRecipe recipe;
    recipe.prepare = [&](Bodies& objects) {
      objects[kCatalog] =
          replaced(objects[kCatalog], "/Lang", "/DSS << /VRI << /" + name + " << >> >> >> /Lang");
    };
    return outcome(verified(make_signed(recipe)));
  };
  EXPECT_EQ(with_name("0123456789ABCDEF0123456789ABCDEF01234567"), "valid");
  EXPECT_EQ(with_name("0123456789ABCDEF0123456789ABCDEF0123456"), "invalid file/document");
  EXPECT_EQ(with_name("0123456789abcdef0123456789abcdef01234567"), "invalid file/document");
}

TEST(Levels, DocumentTimestampMakesLta) {
  const VerificationReport report = verified(make_b_lta(), SignatureLevel::kLta);
  EXPECT_EQ(report.verdict, Verdict::kValid) << to_text(report, Language::kEnglish);
  EXPECT_EQ(report.level, SignatureLevel::kLta);
  EXPECT_EQ(report.later_revisions, 1);
}

}  // namespace
}  // namespace certpress::tests
