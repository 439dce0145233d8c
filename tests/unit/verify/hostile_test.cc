// Files made to cost time or memory: each is told to be bad within a bounded time.
#include <ctime>

#include <fmt/format.h>
#include <zlib.h>

#include "attack.h"
#include "support/sanitized.h"

namespace certpress::tests {
namespace {

// Processor time, which a busy machine does not change. A good file takes a few milliseconds; what
// is looked for here takes minutes when it goes wrong.
constexpr double kSeconds = kSanitized ? 60 : 5;

class Hostile : public testing::TestWithParam<Attack> {};

TEST_P(Hostile, IsToldInBoundedTime) {
  const std::string file = GetParam().file();
  const std::clock_t begin = std::clock();
  const VerificationReport report = verified(file);
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, kSeconds);
  EXPECT_EQ(outcome(report), GetParam().outcome);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

// A file of one revision around these bytes, whose table has these entries from object 1 on.
std::string with_table(std::string body, const std::vector<std::size_t>& offsets) {
  std::string file = "%PDF-1.7\n" + std::move(body);
  const std::size_t xref_at = file.size();
  file += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
  for (const std::size_t offset : offsets) {
    file += fmt::format("{:010} 00000 n \n", offset);
  }
  return file + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
                            offsets.size() + 1, xref_at);
}

// Each object's string holds all objects behind it.
std::string objects_in_objects() {
  constexpr int kObjects = 100'000;
  std::string body;
  std::vector<std::size_t> offsets;
  for (int i = 1; i <= kObjects; ++i) {
    offsets.push_back(9 + body.size());
    body += fmt::format("{} 0 obj (", i);
  }
  return with_table(body + repeated(") endobj ", kObjects), offsets);
}

std::string with_free_entries() {
  std::string file = with_table("1 0 obj << >> endobj\n", {9});
  file = replaced(file, "/Size 2", "/Size 900002");
  return file.insert(file.find("trailer"),
                     "2 900000\n" + repeated("0000000000 00000 f \n", 900'000));
}

std::string deflated(const std::string& bytes) {
  uLongf length = compressBound(bytes.size());
  std::string out(length, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &length,
            reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9);
  out.resize(length);
  return out;
}

std::string with_page_entry(const std::string& entry) {
  return make_signed({.prepare = [&](Bodies& objects) {
    objects[kPage] = replaced(objects[kPage], "/Resources << >>", entry);
  }});
}

std::string many_updates(int count) {
  std::string file = make_signed();
  for (int i = 0; i < count; ++i) {
    file = with_update(file, {{kInformation, body_of(kInformation)}});
  }
  return file;
}

INSTANTIATE_TEST_SUITE_P(
    Verification, Hostile,
    testing::Values(
        Attack{"ObjectsInObjects", objects_in_objects, "invalid file/layout"},
        Attack{"MillionFreeEntries", with_free_entries, "invalid file/layout"},
        Attack{"DeepNesting",
               [] { return with_page_entry("/Resources " + repeated("[", 100'000)); },
               "invalid file/form"},
        Attack{"HugeObject",
               [] { return with_page_entry("/Resources [" + repeated("1 ", 500'000) + "]"); },
               "invalid file/layout"},
        Attack{"ManyPages",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kPages] =
                       "<< /Type /Pages /Kids [" + repeated("3 0 R ", 40'000) + "] >>";
                 }});
               },
               "invalid file/form file/form"},
        Attack{"ManyFields",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kForm] = "<< /Fields [" + repeated("8 0 R ", 40'000) + "] >>";
                 }});
               },
               "invalid file/forms"},
        Attack{"TooManyRevisions", [] { return many_updates(40); }, "invalid file/form"},
        Attack{"AsManyRevisionsAsMayBe", [] { return many_updates(31); }, "valid"},
        Attack{"EvidenceThatInflatesToGigabytes",
               [] {
                 PdfRecipe recipe = b_t();
                 recipe.crls = std::vector<std::string>(60, "");
                 recipe.prepare = [](Bodies& objects) {
                   const std::string bomb = deflated(std::string(64U << 20U, '\0'));
                   for (int i = 0; i < 60; ++i) {
                     objects[kFirstEvidence + i] = stream("/Filter /FlateDecode", bomb);
                   }
                 };
                 return make_signed(recipe);
               },
               "valid"},
        Attack{"LargerThanAnyCertificate",
               [] { return make_signed() + std::string(33U << 20U, ' '); }, "invalid file/form"}),
    name_of_attack);

// The certificates of one name that a path could be looked for through.
TEST(Hostile, PathThroughManyCertificatesOfOneName) {
  PdfRecipe recipe = b_lt();
  for (int i = 0; i < 60; ++i) {
    recipe.certificates.push_back(der_of(make_identity(
        {.name = "Specimen Issuing Authority", .issuer = &world().root, .authority = true})));
  }
  const std::string file = make_signed(recipe);
  const std::clock_t begin = std::clock();
  EXPECT_EQ(outcome(verified(file)), "valid");
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, kSeconds);
}

}  // namespace
}  // namespace certpress::tests
