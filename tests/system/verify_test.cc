// What certpress signs, certpress verifies: every template, every level; and the attacks on such
// files.
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "certpress/signing_profile.h"
#include "certpress/verification.h"

#include "cos/file.h"
#include "cos/writer.h"
#include "specimens.h"
#include "support/demo_authority.h"
#include "support/image.h"

namespace certpress::tests {
namespace {

constexpr std::time_t kNow = 1'800'000'000;

std::string signed_by(const std::filesystem::path& keys, const char* profile,
                      const Specimen& specimen) {
  RenderOptions render_options;
  render_options.format = Format::kPdf;
  SigningProfile opened = open_signing_profile(keys / profile, [] { return kNow; });
  opened.options.time = kNow;
  return sign_pdf(render(*shipped_engine(), specimen, render_options), *opened.signer,
                  opened.services, opened.options);
}

class Signed : public testing::Test {
 protected:
  VerificationReport verified(const std::string& pdf,
                              SignatureLevel required = SignatureLevel::kB) const {
    VerifyOptions options;
    options.roots = {{read_file(keys_ / "test-root.pem"), "test-root.pem"}};
    options.time = kNow + 60;
    options.required_level = required;
    return verify_pdf(pdf, options);
  }

  const Specimen specimen_ = standard_specimens().front();
  const std::filesystem::path keys_ =
      make_demo_authority(std::filesystem::path(test_folder()) / "keys", kNow);
};

TEST_F(Signed, EveryLevelIsReached) {
  const std::pair<const char*, SignatureLevel> profiles[] = {{"b.yaml", SignatureLevel::kB},
                                                             {"rsa.yaml", SignatureLevel::kB},
                                                             {"t.yaml", SignatureLevel::kT},
                                                             {"lt.yaml", SignatureLevel::kLt},
                                                             {"lta.yaml", SignatureLevel::kLta}};
  for (const auto& [profile, level] : profiles) {
    const VerificationReport report = verified(signed_by(keys_, profile, specimen_), level);
    EXPECT_EQ(report.verdict, Verdict::kValid) << profile << "\n"
                                               << to_text(report, Language::kEnglish);
    for (const Check& check : report.checks) {
      EXPECT_NE(check.status, CheckStatus::kWarning) << profile << ": " << check.message.en;
    }
  }
}

TEST_F(Signed, EveryTemplateIsValid) {
  for (const Specimen& specimen : standard_specimens()) {
    const VerificationReport report =
        verified(signed_by(keys_, "lta.yaml", specimen), SignatureLevel::kLta);
    EXPECT_EQ(report.verdict, Verdict::kValid) << specimen << "\n"
                                               << to_text(report, Language::kEnglish);
  }
}

// A revision behind the file in which one object has another body.
std::string with_object(const std::string& pdf, int number, const std::string& body) {
  const cos::File file = cos::File::read(pdf);
  cos::Writer writer(pdf, file.revisions().back().xref_at);
  writer.add(number, body);
  return writer.finish(file.trailer(), file.size());
}

TEST_F(Signed, NoObjectCanBeReplacedAfterwards) {
  const std::string pdf = signed_by(keys_, "lta.yaml", specimen_);
  ASSERT_EQ(verified(pdf, SignatureLevel::kLta).verdict, Verdict::kValid);
  for (const int number : cos::File::read(pdf).numbers()) {
    const Verdict verdict = verified(with_object(pdf, number, "<< /Other true >>")).verdict;
    EXPECT_TRUE(verdict == Verdict::kInvalid || verdict == Verdict::kUnsigned)
        << "object " << number << ": " << name_of(verdict);
  }
}

TEST_F(Signed, CutBackRevisionsAreLowerLevels) {
  const std::string pdf = signed_by(keys_, "lta.yaml", specimen_);
  const std::string cut = pdf.substr(0, cos::File::read(pdf).revisions().front().end);
  EXPECT_EQ(verified(cut, SignatureLevel::kLta).verdict, Verdict::kIndeterminate);
  EXPECT_EQ(verified(cut).level, SignatureLevel::kLt);
}

TEST_F(Signed, NoChangedByteGoesUnnoticed) {
  const std::string pdf = signed_by(keys_, "lta.yaml", specimen_);
  std::mt19937 random(20260501);
  for (int i = 0; i < 200; ++i) {
    std::string changed = pdf;
    const std::size_t at = std::uniform_int_distribution<std::size_t>(0, pdf.size() - 1)(random);
    changed[at] = static_cast<char>(changed[at] ^ (1 << (i % 8)));
    const Verdict verdict = verified(changed).verdict;
    // The first bytes tell that it is a PDF at all.
    EXPECT_EQ(verdict, at < 5 ? Verdict::kNotPdf : Verdict::kInvalid) << "byte " << at;
  }
}

TEST_F(Signed, AnotherAuthorityDoesNotVouch) {
  const auto others = make_demo_authority(keys_.parent_path() / "other keys", kNow);
  const VerificationReport report = verified(signed_by(others, "lta.yaml", specimen_));
  EXPECT_EQ(report.verdict, Verdict::kIndeterminate);
  EXPECT_FALSE(report.proven_time) << "its timestamps count for nothing either";
}

}  // namespace
}  // namespace certpress::tests
