// Attacks on the bytes of a signed file: the table of what verifiers were seen to miss, and the
// published classes incremental saving, signature wrapping and universal forgery (Mladenov et al.,
// "1 Trillion Dollar Refund", CCS 2019).
#include <fmt/format.h>

#include "attack.h"

namespace certpress::tests {
namespace {

class FileAttack : public testing::TestWithParam<Attack> {};

TEST_P(FileAttack, IsToldByName) {
  const VerificationReport report = verified(GetParam().file());
  EXPECT_EQ(outcome(report), GetParam().outcome) << to_text(report, Language::kEnglish);
}

const std::string& good() {
  static const std::string kFile = make_signed(b_t());
  return kFile;
}

std::string flipped(std::string_view text, std::size_t within) {
  std::string file = good();
  file[file.find(text) + within] ^= 1;
  return file;
}

// The text behind `key` up to `end` replaced by another, padded to the same length.
std::string overwritten(std::string_view key, char end, std::string value) {
  std::string file = good();
  const std::size_t at = file.find(key) + key.size();
  const std::size_t length = file.find(end, at) + 1 - at;
  value.resize(length, ' ');
  return file.replace(at, length, value);
}

std::string with_range(const std::string& value) { return overwritten("/ByteRange ", ']', value); }

std::size_t container_begin() { return good().find("/Contents <") + 10; }
std::size_t container_end() { return good().find('>', container_begin()) + 1; }

std::string with_container(std::string value) {
  std::string file = good();
  const std::size_t length = container_end() - container_begin();
  value.resize(length, ' ');
  return file.replace(container_begin(), length, value);
}

INSTANTIATE_TEST_SUITE_P(
    BytesChanged, FileAttack,
    testing::Values(
        Attack{"PageContent", [] { return flipped("100 100 l", 0); }, "invalid signature/digest"},
        Attack{"Information", [] { return flipped("(Specimen", 3); }, "invalid signature/digest"},
        Attack{"HeaderVersion", [] { return flipped("%PDF-1.7", 7); }, "invalid signature/digest"},
        Attack{"RecordAttached", [] { return flipped("\"140100000001\"", 4); },
               "invalid signature/digest"},
        Attack{"SignerSaysAnotherTime", [] { return flipped("D:20260501", 9); },
               "invalid signature/digest"},
        Attack{"CutBy1", [] { return good().substr(0, good().size() - 2); }, "invalid file/form"},
        Attack{"CutBy100", [] { return good().substr(0, good().size() - 100); },
               "invalid file/form"},
        Attack{"CutByHalf", [] { return good().substr(0, good().size() / 2); },
               "invalid file/form"},
        Attack{"JunkBefore", [] { return "junk\n" + good(); }, "invalid file/form"},
        Attack{"InsertedBetweenTheRanges",
               [] {
                 std::string file = good();
                 return file.insert(container_end(), "/Extra 1 ");
               },
               "invalid file/form"}),
    name_of_attack);

INSTANTIATE_TEST_SUITE_P(
    BytesAppended, FileAttack,
    testing::Values(Attack{"Newline", [] { return good() + "\n"; }, "invalid file/form"},
                    Attack{"Comment", [] { return good() + "% unseen\n"; }, "invalid file/form"},
                    Attack{"SecondEnd", [] { return good() + "%%EOF\n"; }, "invalid file/form"},
                    Attack{"Object", [] { return good() + "99 0 obj\n1\nendobj\n"; },
                           "invalid file/form"}),
    name_of_attack);

// Universal forgery: a signature that a careless verifier cannot check, and so does not.
INSTANTIATE_TEST_SUITE_P(
    ByteRange, FileAttack,
    testing::Values(
        Attack{"Missing", [] { return flipped("/ByteRange", 3); }, "invalid signature/field"},
        Attack{"Null", [] { return with_range("null"); }, "invalid signature/byte-range"},
        Attack{"AllZero", [] { return with_range("[0 0 0 0]"); }, "invalid signature/byte-range"},
        Attack{"Negative", [] { return with_range("[0 -1 -1 0]"); },
               "invalid signature/byte-range"},
        Attack{"Short", [] { return with_range("[0 100]"); }, "invalid signature/byte-range"},
        Attack{"SixNumbers", [] { return with_range("[0 9 19 9 30 9]"); },
               "invalid signature/byte-range"},
        Attack{"StartsLater", [] { return with_range("[1 100 200 300]"); },
               "invalid signature/byte-range"},
        Attack{"LeavesOutMore",
               [] {
                 const std::size_t end = container_end() + 3;
                 return with_range("[0 " + std::to_string(container_begin()) + " " +
                                   std::to_string(end) + " " + std::to_string(good().size() - end) +
                                   "]");
               },
               "invalid signature/byte-range"},
        Attack{"LeavesOutLess",
               [] {
                 const std::size_t end = container_end() - 2;
                 return with_range("[0 " + std::to_string(container_begin()) + " " +
                                   std::to_string(end) + " " + std::to_string(good().size() - end) +
                                   "]");
               },
               "invalid signature/byte-range"},
        Attack{"EndsEarly",
               [] {
                 const std::size_t end = container_end();
                 return with_range("[0 " + std::to_string(container_begin()) + " " +
                                   std::to_string(end) + " 20]");
               },
               "invalid signature/coverage"},
        Attack{"EndsBehindTheFile",
               [] {
                 const std::size_t end = container_end();
                 return with_range("[0 " + std::to_string(container_begin()) + " " +
                                   std::to_string(end) + " 9999999]");
               },
               "invalid signature/byte-range"},
        Attack{"Huge", [] { return with_range("[0 1 9223372036854775807 1]"); },
               "invalid signature/byte-range"},
        Attack{"RealNumbers", [] { return with_range("[0.0 1.0 2.0 3.0]"); },
               "invalid signature/byte-range"},
        Attack{"PlusSign", [] { return with_range("[+0 100 200 300]"); },
               "invalid signature/byte-range"},
        Attack{"ByReference", [] { return with_range("5 0 R"); }, "invalid signature/byte-range"}),
    name_of_attack);

std::string with_der_shorter_by(std::size_t digits) {
  std::string file = good();
  // The container's DER gives its length in the four digits behind 3082.
  const std::size_t at = file.find("<3082") + 5;
  const int length = std::stoi(file.substr(at, 4), nullptr, 16) - static_cast<int>(digits);
  char text[5];
  std::snprintf(text, sizeof text, "%04x", static_cast<unsigned>(length) & 0xFFFFU);
  return file.replace(at, 4, text);
}

INSTANTIATE_TEST_SUITE_P(
    Container, FileAttack,
    testing::Values(
        Attack{"Null", [] { return with_container("null"); }, "invalid signature/container"},
        Attack{"Empty", [] { return with_container("<>"); }, "invalid signature/byte-range"},
        Attack{"AllZero", [] { return with_container("<" + std::string(2 * 8192, '0') + ">"); },
               "invalid signature/container"},
        Attack{"NotDer", [] { return with_container("<" + std::string(2 * 8192, 'a') + ">"); },
               "invalid signature/container"},
        Attack{"IndefiniteLength",
               [] {
                 std::string file = good();
                 return file.replace(file.find("<3082") + 3, 2, "80");
               },
               "invalid signature/container"},
        Attack{"LiteralString",
               [] {
                 std::string file = good();
                 file[container_begin()] = '(';
                 file[container_end() - 1] = ')';
                 return file;
               },
               "invalid signature/container"},
        Attack{"SpaceInside",
               [] {
                 std::string file = good();
                 file[container_end() - 2] = ' ';
                 return file;
               },
               "invalid signature/container"},
        Attack{"PaddingNotZero",
               [] {
                 std::string file = good();
                 file[container_end() - 3] = '7';
                 return file;
               },
               "invalid signature/container"},
        Attack{"JunkBehindTheDer", [] { return with_der_shorter_by(4); },
               "invalid signature/container"},
        Attack{"DerLongerThanItsPlace", [] { return with_der_shorter_by(0x10000 - 0x7000); },
               "invalid signature/container"}),
    name_of_attack);

// The hexadecimal string is closed early; what is put behind it is in the gap that no digest sees.
std::string with_hidden_in_gap(const std::string& hidden) {
  std::string file = good();
  const std::size_t at = container_end() - 1 - hidden.size();
  file[at - 1] = '>';
  return file.replace(at, hidden.size() + 1, hidden + " ");
}

INSTANTIATE_TEST_SUITE_P(
    SignatureWrapping, FileAttack,
    testing::Values(
        Attack{"KeyInTheGap", [] { return with_hidden_in_gap(" /Name (another)"); },
               "invalid signature/byte-range"},
        Attack{"SecondByteRangeInTheGap",
               [] { return with_hidden_in_gap(" /ByteRange [0 10 20 30]"); }, "invalid file/form"},
        Attack{
            "ObjectAndTableInTheGap",
            [] {
              return with_hidden_in_gap(
                  " >> endobj 4 0 obj << /Length 3 >> stream\nq Q\nendstream endobj 98 0 obj << ");
            },
            "invalid file/layout"},
        // The signed bytes stay where they were; a new signature object points at them.
        Attack{"SignatureObjectMoved",
               [] {
                 const std::string& file = good();
                 const std::size_t at = file.find("9 0 obj\n") + 8;
                 const std::string body = file.substr(at, file.find("\nendobj", at) - at);
                 return with_update(file,
                                    {{kSignature, body}, {kContents, stream("", "0 0 m 9 9 l S")}});
               },
               "invalid signature/byte-range"},
        // The second part is moved back, and a document of the attacker's is put between.
        Attack{"SecondRangeMovedBack",
               [] {
                 // A second range of the same bytes, then what the moved part may follow on.
                 const std::string objects =
                     "] >>\nendobj\n4 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n"
                     "98 0 obj\n<<";
                 const auto inserted = [&](std::size_t by) {
                   return fmt::format(" /ByteRange [0 {} {:<10} {}{}", container_begin(),
                                      container_end() + by, good().size() - container_end(),
                                      objects);
                 };
                 std::string file = good();
                 return file.insert(container_end(), inserted(inserted(0).size()));
               },
               "invalid file/form"}),
    name_of_attack);

std::string page_with(const std::string& entries) {
  return replaced(body_of(kPage), "/Annots", entries + " /Annots");
}

// Incremental saving: everything is put behind the signed bytes.
INSTANTIATE_TEST_SUITE_P(
    IncrementalSaving, FileAttack,
    testing::Values(
        Attack{"PageContentReplaced",
               [] {
                 return with_update(good(), {{kContents, stream("", "0 0 m 9 9 l S")}});
               },
               "invalid changes/revision"},
        Attack{"PageObjectReplaced",
               [] {
                 return with_update(good(), {{kPage, replaced(body_of(kPage), "4 0 R", "98 0 R")},
                                             {98, stream("", "q Q")}});
               },
               "invalid changes/revision"},
        Attack{"PageRotated",
               [] {
                 return with_update(good(), {{kPage, page_with("/Rotate 180")}});
               },
               "invalid changes/revision"},
        Attack{"PageAdded",
               [] {
                 return with_update(good(),
                                    {{kPages, "<< /Type /Pages /Kids [3 0 R 98 0 R] /Count 2 >>"},
                                     {98, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"}});
               },
               "invalid changes/revision"},
        Attack{"SealReplaced",
               [] {
                 return with_update(
                     good(), {{kSeal, stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50]",
                                             "0 0 9 9 re S")}});
               },
               "invalid changes/revision"},
        Attack{"RecordReplaced",
               [] {
                 return with_update(
                     good(),
                     {{kRecord, stream("/Type /EmbeddedFile /Subtype /application#2Fjson", "{}")}});
               },
               "invalid changes/revision"},
        Attack{"StampAdded",
               [] {
                 return with_update(
                     good(),
                     {{kAnnotations, "[8 0 R 98 0 R]"},
                      {98,
                       "<< /Type /Annot /Subtype /Stamp /Rect [0 0 99 99] /Contents (VOID) >>"}});
               },
               "invalid changes/revision"},
        Attack{"AnotherRoot",
               [] {
                 return with_update(good(),
                                    {{98, replaced(body_of(kCatalog), "/Lang",
                                                   "/PageMode /UseNone "
                                                   "/Lang")}},
                                    "/Root 98 0 R /Info 5 0 R");
               },
               "invalid changes/revision"},
        Attack{"TitleChanged",
               [] {
                 return with_update(good(), {{kInformation, "<< /Title (Another) >>"}});
               },
               "invalid changes/revision"},
        Attack{"MetadataReplaced",
               [] {
                 return with_update(
                     good(),
                     {{kMetadata, stream("/Type /Metadata /Subtype /XML", "<y:xmpmeta/>")}});
               },
               "invalid changes/revision"},
        Attack{"PermissionsDropped",
               [] {
                 return with_update(
                     good(),
                     {{kCatalog, replaced(body_of(kCatalog), "/Perms << /DocMDP 9 0 R >>", "")}});
               },
               "invalid signature/certification changes/revision"},
        Attack{"FormEmptied",
               [] {
                 return with_update(good(), {{kForm, "<< /Fields [] >>"}});
               },
               "unsigned"},
        Attack{"FormDropped",
               [] {
                 return with_update(
                     good(), {{kCatalog, replaced(body_of(kCatalog), "/AcroForm 6 0 R", "")}});
               },
               "unsigned"},
        Attack{"SignatureWithoutContainer",
               [] {
                 return with_update(good(), {{kSignature,
                                              "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter "
                                              "/ETSI.CAdES.detached /ByteRange [0 10 20 30] >>"}});
               },
               "invalid signature/certification signature/container"},
        Attack{"UnusedObjectAdded",
               [] {
                 return with_update(good(), {{98, "(hidden)"}});
               },
               "invalid changes/revision"},

        Attack{"ObjectDeleted",
               [] {
                 const std::string updated = with_update(good(), {{98, "null"}});
                 const std::size_t at = updated.rfind("98 1\n");
                 return replaced(updated, updated.substr(at, 25), "12 1\n0000000000 00001 f \n");
               },
               "invalid file/layout"}),
    name_of_attack);

// What tables and trailers can be made to say.
INSTANTIATE_TEST_SUITE_P(
    Tables, FileAttack,
    testing::Values(
        Attack{"EntryPointsIntoAnotherRevision",
               [] {
                 std::string updated = with_update(good(), {{98, "(x)"}});
                 const std::size_t at = updated.rfind("98 1\n") + 5;
                 return updated.replace(at, 10, "0000000015");
               },
               "invalid file/form"},
        Attack{"TableInACircle",
               [] {
                 const std::string updated = with_update(good(), {{98, "(x)"}});
                 const std::size_t at = updated.rfind("/Prev ") + 6;
                 const std::size_t own = updated.rfind("startxref\n") + 10;
                 std::string out = updated;
                 const std::string number = updated.substr(own, updated.find('\n', own) - own);
                 return out.replace(at, updated.find(' ', at) - at, number);
               },
               "invalid file/form"},
        Attack{"Encrypted",
               [] {
                 return with_update(good(), {{98, "<< /Filter /Standard >>"}},
                                    "/Root 1 0 R /Info 5 0 R /Encrypt 98 0 R");
               },
               "invalid file/form"},
        Attack{
            "KeyTwiceInAnObject",
            [] {
              return with_update(good(), {{kForm, "<< /Fields [8 0 R] /SigFlags 3 /Fields [] >>"}});
            },
            "invalid file/form"}),
    name_of_attack);

TEST(IncrementalSaving, RevisionThatChangesNothingIsRemarked) {
  const VerificationReport report =
      verified(with_update(good(), {{kInformation, body_of(kInformation)}}));
  EXPECT_EQ(outcome(report), "valid");
  EXPECT_TRUE(has(report, "changes/revision", CheckStatus::kWarning));
}

TEST(NotAPdf, IsToldApart) {
  for (const std::string& bytes : {std::string(), std::string("\x89PNG\r\n"), std::string("hello"),
                                   std::string(1 << 20, '\0')}) {
    const VerificationReport report = verified(bytes);
    EXPECT_EQ(report.verdict, Verdict::kNotPdf);
    EXPECT_TRUE(report.checks.empty());
  }
}

TEST(NotAPdf, IsWhatHasItsHeaderBeyondTheFirstKilobyte) {
  EXPECT_EQ(verified(std::string(1019, ' ') + "%PDF-1.7").verdict, Verdict::kInvalid);
  EXPECT_EQ(verified(std::string(1020, ' ') + "%PDF-1.7").verdict, Verdict::kNotPdf);
}

TEST(Unsigned, IsToldApart) {
  const std::string file = make_signed({.prepare = [](Bodies& objects) {
    objects[kCatalog] = replaced(objects[kCatalog], "/AcroForm 6 0 R", "");
  }});
  EXPECT_EQ(outcome(verified(file)), "unsigned");
}

}  // namespace
}  // namespace certpress::tests
