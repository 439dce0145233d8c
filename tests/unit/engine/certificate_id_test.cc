// Making and checking certificate identifiers.
#include "certpress/certificate_id.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace certpress {
namespace {

const CertificateIdParts kParts{"11100000000019713D008", "11140000MB0TEXT59X", "140100000001"};
const std::string kId =
    "1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X.140100000001.001.O";

// Codes of the errors when the parts are refused.
std::vector<std::string> errors_of(const CertificateIdParts& parts, int count = 1) {
  std::vector<std::string> codes;
  try {
    make_certificate_ids(parts, count);
  } catch (const Refused& refused) {
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      codes.push_back(diagnostic.code);
    }
  }
  return codes;
}

TEST(MakeCertificateId, AddsTheCheckCharacter) {
  EXPECT_EQ(make_certificate_ids(kParts), std::vector{kId});
  // Seen in use: a certificate type of another ministry.
  EXPECT_EQ(
      make_certificate_ids({"11100000000013338W032", "11220000013544541J", "2430599"}).front(),
      "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F");
}

TEST(MakeCertificateId, CountsTheSerialUpAndKeepsItsLength) {
  CertificateIdParts parts = kParts;
  parts.serial = "A098";
  const auto ids = make_certificate_ids(parts, 4);
  ASSERT_EQ(ids.size(), 4U);
  const std::string head = "1.2.156.3005.2.11100000000019713D008.11140000MB0TEXT59X.";
  EXPECT_TRUE(ids[0].starts_with(head + "A098.001."));
  EXPECT_TRUE(ids[1].starts_with(head + "A099.001."));
  EXPECT_TRUE(ids[2].starts_with(head + "A100.001."));
  EXPECT_TRUE(ids[3].starts_with(head + "A101.001."));
  for (const std::string& id : ids) {
    EXPECT_TRUE(check_certificate_id(id).empty()) << id;
  }
}

TEST(MakeCertificateId, RefusesMoreThanTheSerialsDigitsAllow) {
  CertificateIdParts parts = kParts;
  parts.serial = "A98";
  EXPECT_EQ(make_certificate_ids(parts, 2).size(), 2U);
  EXPECT_EQ(errors_of(parts, 3), std::vector<std::string>{"id/serial-exhausted"});
  parts.serial = "ABC";
  EXPECT_EQ(make_certificate_ids(parts, 1).size(), 1U);
  EXPECT_EQ(errors_of(parts, 2), std::vector<std::string>{"id/serial-exhausted"});
}

TEST(MakeCertificateId, RefusesEveryPartThatIsMalformed) {
  const std::string bad = "record/bad-certificate-id";
  const std::vector<std::pair<CertificateIdParts, std::vector<std::string>>> table{
      {{"11100000000019713D00", kParts.issuer, "1"}, {bad}},
      {{"11100000000019713d008", kParts.issuer, "1"}, {bad}},
      {{kParts.type_code, "11140000MB0TEXT59Y", "1"}, {"record/bad-uscc"}},
      {{kParts.type_code, "11140000MB0TEXT59", "1"}, {bad}},
      {{kParts.type_code, kParts.issuer, ""}, {bad}},
      {{kParts.type_code, kParts.issuer, "1.2"}, {bad}},
      {{kParts.type_code, kParts.issuer, "晋1"}, {bad}},
      {{kParts.type_code, kParts.issuer, std::string(65, '1')}, {bad}},
      {{kParts.type_code, kParts.issuer, "1", "01"}, {bad}},
      {{kParts.type_code, kParts.issuer, "1", "00A"}, {bad}},
      {{"", "", "", ""}, {bad, bad, bad, bad}}};
  for (const auto& [parts, codes] : table) {
    EXPECT_EQ(errors_of(parts), codes)
        << parts.type_code << ' ' << parts.issuer << ' ' << parts.serial << ' ' << parts.version;
  }
}

TEST(MakeCertificateId, ACountOutOfRangeIsTheCallersMistake) {
  EXPECT_THROW(make_certificate_ids(kParts, 0), std::invalid_argument);
  EXPECT_THROW(make_certificate_ids(kParts, kMaxCertificateIds + 1), std::invalid_argument);
}

TEST(CheckCertificateId, TellsRightFromWrong) {
  EXPECT_TRUE(check_certificate_id(kId).empty());
  for (const std::string& wrong : {kId.substr(0, kId.size() - 1) + "P", std::string(), kId + ".",
                                   "2" + kId.substr(1), std::string("\xff")}) {
    const auto found = check_certificate_id(wrong);
    ASSERT_FALSE(found.empty()) << wrong;
    EXPECT_EQ(found.back().severity, Severity::kError) << wrong;
  }
}

TEST(CheckCertificateId, NotesWhatARecordWouldHaveNormalised) {
  const auto found = check_certificate_id(" " + kId);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().severity, Severity::kNote);
}

}  // namespace
}  // namespace certpress
