// certpress diff: two templates, two pictures, two PDFs, two dumps.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

const std::string kRecord = R"({"holder_name": "王样例"})";

// A template's folder below the test's; `version` keeps several apart.
std::string make_template(const std::string& root, const std::string& version,
                          const std::string& title_x, const std::string& name = "{holder_name}") {
  const std::string folder = root + "/" + version + "/small";
  fs::create_directories(folder + "/samples");
  write_file(folder + "/samples/standard.json", kRecord);
  write_file(folder + "/template.yaml",
             "certpress: 1\nid: small\ntitle: 测试\nversion: 1.0.0\npage: {size: [100, 60]}\n"
             "fields:\n  holder_name: {label: 姓名, kind: name, required: true}\n"
             "elements:\n"
             "  - {type: text, name: title, box: [" +
                 title_x + ", 10, 80, 10], text: 样例证件, size: 16}\n" +
                 "  - {type: text, name: holder, box: [10, 30, 80, 10], text: '" + name +
                 "', size: 12}\n");
  return folder;
}

Finished diff(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "diff");
  arguments.insert(arguments.end(), {"--lang", "en"});
  return certpress(arguments);
}

std::string render(const std::string& tmpl, const std::string& out) {
  const std::string record = fs::path(out).parent_path().string() + "/record.json";
  write_file(record, kRecord);
  const Finished result = certpress({"render", "-t", tmpl, "-d", record, "-o", out});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return out;
}

TEST(Diff, OfTemplatesNamesElementsAndTheRecordsThatShowIt) {
  const std::string root = test_folder();
  const std::string before = make_template(root, "a", "10");
  EXPECT_EQ(diff({before, make_template(root, "b", "10")}).exit_code, 0);
  const Finished moved = diff({before, make_template(root, "c", "10.3")});
  EXPECT_EQ(moved.exit_code, 5);
  EXPECT_EQ(moved.out, "element title: moved +0.30 mm right, same ink  [standard.json, blank]\n");
  const Finished text = diff({before, make_template(root, "d", "10", "{holder_name}。")});
  EXPECT_NE(text.out.find("element holder: text changed at character 4"), std::string::npos)
      << text.out;
  EXPECT_EQ(text.out.find("王"), std::string::npos) << "a value of the record: " << text.out;
}

TEST(Diff, OfTemplatesTellsARecordThatOneOfThemRefuses) {
  const std::string root = test_folder();
  const std::string before = make_template(root, "a", "10");
  const std::string after = make_template(root, "b", "10");
  std::string yaml = read_file(after + "/template.yaml");
  yaml.replace(yaml.find("required: true"), 14, "required: true, min_length: 9");
  write_file(after + "/template.yaml", yaml);
  const Finished result = diff({before, after});
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_NE(result.out.find("the second refuses standard.json"), std::string::npos) << result.out;
}

TEST(Diff, OfFilesCountsPixelsAndDrawsThem) {
  const std::string root = test_folder();
  const std::string a = make_template(root, "a", "10");
  const std::string b = make_template(root, "b", "12");
  for (const char* ending : {".png", ".pdf"}) {
    const std::string before = render(a, root + "/a" + ending);
    const std::string after = render(b, root + "/b" + ending);
    EXPECT_EQ(diff({before, before}).exit_code, 0);
    const std::string picture = root + "/difference.png";
    const Finished result = diff({before, after, "--picture", picture});
    EXPECT_EQ(result.exit_code, 5) << result.err;
    EXPECT_NE(result.out.find("pixels differ"), std::string::npos) << result.out;
    EXPECT_GT(read_png(picture).width, 100);
    fs::remove(picture);
  }
}

TEST(Diff, OfPdfsTellsThatTheTextDiffersWithoutShowingIt) {
  const std::string root = test_folder();
  const std::string a = render(make_template(root, "a", "10"), root + "/a.pdf");
  const std::string b = render(make_template(root, "b", "10", "{holder_name}。"), root + "/b.pdf");
  const Finished result = diff({a, b});
  EXPECT_NE(result.out.find("the text differs from line"), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("王样例"), std::string::npos) << result.out;
}

TEST(Diff, OfDumpsNamesElements) {
  const std::string root = test_folder();
  const auto dump = [&](const std::string& version, const std::string& x) {
    write_file(root + "/" + version + ".txt",
               certpress({"inspect", "-t", make_template(root, version, x)}).out);
    return root + "/" + version + ".txt";
  };
  EXPECT_EQ(diff({dump("a", "10"), dump("b", "9.75")}).out,
            "element title: moved +0.25 mm left, same ink\n");
}

TEST(Diff, RefusesFilesThatCannotBeCompared) {
  const std::string root = test_folder();
  const std::string png = render(make_template(root, "a", "10"), root + "/a.png");
  write_file(root + "/x.bin", "x");
  const Finished result = diff({png, root + "/x.bin"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("diff/unlike"), std::string::npos) << result.err;
  EXPECT_EQ(diff({png, root + "/nowhere.png"}).exit_code, 1);
}

}  // namespace
}  // namespace certpress::tests
