// certpress batch, called as a print office calls it, killed and starved as its machines are.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <regex>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include "base/geometry.h"
#include "places.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemplate = R"(certpress: 1
id: card
title: 样例卡
version: 1.0.0
page: {size: [30, 20]}
fields:
  number: {label: 编号, kind: text, required: true, max_length: 12}
  holder_name: {label: 姓名, kind: name, required: true, max_length: 20}
elements:
  - {type: text, name: number, box: [2, 2, 26, 6], text: '{number}', size: 9}
  - {type: text, name: holder_name, box: [2, 10, 26, 6], text: '{holder_name}', size: 9}
)";

// A template and a table of `rows` rows, of which every seventh is refused.
std::string office(int rows) {
  std::string folder = test_folder();
  fs::create_directories(folder + "/card");
  write_file(folder + "/card/template.yaml", kTemplate);
  std::string table = "\xEF\xBB\xBF编号,姓名\r\n";
  for (int i = 1; i <= rows; ++i) {
    table += (i % 7 == 0 ? "" : std::to_string(i)) + ",鱻麤犇骉\r\n";
  }
  write_file(folder + "/table.csv", table);
  return folder;
}

std::vector<std::string> batch(const std::string& folder, const std::string& out,
                               std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{
      "batch", "-t", folder + "/card", "-d", folder + "/table.csv", "-o", folder + "/" + out,
      "--dpi", "50", "--lang",         "en"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::map<std::string, std::string> files_of(const std::string& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    out[entry.path().lexically_relative(folder).string()] =
        entry.is_regular_file() ? read_file(entry.path().string()) : "folder";
  }
  return out;
}

// Starts the program quietly, and kills it when it was not done by then.
void run_and_kill(const std::vector<std::string>& arguments, std::chrono::microseconds after) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::vector<char*> pointers;
    const std::string program = certpress_program();
    pointers.push_back(const_cast<char*>(program.c_str()));
    for (const std::string& argument : arguments) {
      pointers.push_back(const_cast<char*>(argument.c_str()));
    }
    pointers.push_back(nullptr);
    ::close(STDOUT_FILENO);
    ::close(STDERR_FILENO);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(Batch, TellsWhatItDidByItsExitCode) {
  const std::string folder = office(10);
  Finished result = certpress(batch(folder, "out"));
  EXPECT_EQ(result.exit_code, 4) << result.err;
  EXPECT_EQ(result.out, "10 rows: 9 done, 1 refused, 0 with warnings\n");
  EXPECT_EQ(result.err, folder + "/table.csv: CSV, UTF-8\n");
  result = certpress(batch(folder, "out"));
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.err.find("[batch/journal-exists]"), std::string::npos);
  write_file(folder + "/table.csv", "编号,姓名\n1,甲\n");
  EXPECT_EQ(certpress(batch(folder, "good")).exit_code, 0);
}

TEST(Batch, WithoutItsArgumentsIsAUsageError) {
  EXPECT_EQ(certpress({"batch", "-d", "a.csv"}).exit_code, 2);
  EXPECT_EQ(certpress(batch(office(1), "out", {"--shard", "3/2"})).exit_code, 2);
  EXPECT_EQ(certpress(batch(office(1), "out", {"--resume", "--retry-failed"})).exit_code, 2);
  EXPECT_EQ(certpress({"batch", "spoil", "out", "A1"}).exit_code, 2);
  EXPECT_EQ(
      certpress({"batch", "reprint", "out", "1", "--reason", "jam", "--header-row", "0"}).exit_code,
      2);
}

// The seed is fixed: a failure can be repeated.
TEST(Batch, KilledAtRandomMomentsAndResumedItGivesTheSameBytes) {
  const std::string folder = office(250);
  const auto start = std::chrono::steady_clock::now();
  certpress(batch(folder, "whole", {"--serials", "A0001-A0250"}));
  const std::chrono::duration<double> takes = std::chrono::steady_clock::now() - start;
  const auto whole = files_of(folder + "/whole");
  std::mt19937 random(20260501);
  std::uniform_real_distribution<double> moment(0.02, takes.count() / 2);
  constexpr int kKills = 8;
  for (int i = 0; i < kKills; ++i) {
    run_and_kill(batch(folder, "out", {"--serials", "A0001-A0250", "--resume"}),
                 std::chrono::microseconds(static_cast<int>(moment(random) * 1e6)));
  }
  const Finished last = certpress(batch(folder, "out", {"--serials", "A0001-A0250", "--resume"}));
  EXPECT_EQ(last.exit_code, 4) << last.err;
  EXPECT_EQ(files_of(folder + "/out"), whole);
}

// A journal that may not grow stands for a disk that is full; where a certificate does not fit is
// tried by scripts/batch-endurance on a file system of two megabytes.
TEST(Batch, AFullDiskStopsItWithTheRowAndItGoesOnAfterwards) {
  const std::string folder = office(250);
  certpress(batch(folder, "whole"));
  const auto limited = [&](const std::vector<std::string>& arguments) {
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{25'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::signal(SIGXFSZ, SIG_IGN);
    Finished result = certpress(arguments);
    ::setrlimit(RLIMIT_FSIZE, &before);
    return result;
  };
  const Finished full = limited(batch(folder, "out"));
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_NE(full.err.find("stopped at row "), std::string::npos) << full.err;
  EXPECT_EQ(certpress(batch(folder, "out", {"--resume"})).exit_code, 4);
  EXPECT_EQ(files_of(folder + "/out"), files_of(folder + "/whole"));
}

TEST(Batch, ADryRunWritesNothingAndNamesTheRows) {
  const std::string folder = office(20);
  const Finished result =
      certpress(batch(folder, "out", {"--dry-run", "--errors", folder + "/errors.csv"}));
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_NE(result.err.find("row 8#/编号: error: field number: this field is required"),
            std::string::npos)
      << result.err;
  EXPECT_FALSE(fs::exists(folder + "/out"));
  EXPECT_TRUE(fs::exists(folder + "/errors.csv"));
}

// 鱻麤犇骉 is in every record and in nothing that the program says or names by itself.
TEST(Batch, NoValueOfARecordIsInItsMessagesItsJournalOrItsNames) {
  const std::string folder = office(20);
  write_file(folder + "/table.csv", read_file(folder + "/table.csv") +
                                        "鱻麤犇骉鱻麤犇骉鱻麤犇骉鱻麤犇骉,鱻麤犇骉\r\n" +
                                        "1,鱻麤犇骉,鱻麤犇骉\r\n");
  const Finished result = certpress(batch(folder, "out", {"--serials", "A01-A90"}));
  std::string all = result.out + result.err;
  for (const auto& [name, bytes] : files_of(folder + "/out")) {
    all += name + (name.ends_with(".png") ? "" : bytes);
  }
  EXPECT_NE(all.find("record/too-long"), std::string::npos);
  EXPECT_NE(all.find("table/extra-cell"), std::string::npos);
  for (const char* mark : {"鱻", "麤", "犇", "骉"}) {
    EXPECT_EQ(all.find(mark), std::string::npos) << all;
  }
  // A table without its header: the first record stands where the names should.
  write_file(folder + "/table.csv", "鱻麤,犇骉\n1,2\n");
  const Finished headless = certpress(batch(folder, "out2"));
  EXPECT_EQ(headless.exit_code, 3);
  EXPECT_EQ(headless.err.find("鱻"), std::string::npos) << headless.err;
}

// Two signed certificates with the demo's keys: a folder for runs, and what a run is started with.
class SignedBatch {
 public:
  SignedBatch() {
    EXPECT_EQ(certpress({"keys", "demo", folder + "/keys"}).exit_code, 0);
    std::string record = read_file(samples_ + "/standard.json");
    std::erase(record, '\n');
    write_file(folder + "/table.jsonl", record + "\n" + record + "\n");
  }

  [[nodiscard]] Finished run(const std::string& profile) const {
    return certpress({"batch", "-t", "road-transport-certificate", "-d", folder + "/table.jsonl",
                      "--photos", samples_, "-o", folder + "/out", "--sign",
                      folder + "/keys/" + profile, "--format", "pdf", "--resume", "--lang", "en"});
  }

  // As if the run had been killed before its second row.
  void forget_the_second() const {
    fs::remove(folder + "/out/000002.pdf");
    const std::string journal = read_file(folder + "/out/journal.jsonl");
    write_file(folder + "/out/journal.jsonl", journal.substr(0, journal.find("{\"row\":2")));
  }

  [[nodiscard]] Finished verified(const std::string& file, const std::string& level) const {
    return certpress({"verify", folder + "/out/" + file, "--trust", folder + "/keys/test-root.pem",
                      "--require", level});
  }

  const std::string folder = test_folder();

 private:
  const std::string samples_ =
      std::string(CERTPRESS_SOURCE_DIR) + "/templates/road-transport-certificate/samples";
};

TEST(Batch, SignsWithOneTimeForTheWholeRunAlsoWhenItIsResumed) {
  const SignedBatch batch;
  EXPECT_EQ(batch.run("b.yaml").exit_code, 0);
  const std::string whole = read_file(batch.folder + "/out/000002.pdf");
  batch.forget_the_second();
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  EXPECT_EQ(batch.run("b.yaml").exit_code, 0);
  const auto signing_time = [](const std::string& pdf) {
    const std::size_t at = pdf.rfind("(D:");
    return at == std::string::npos ? std::string() : pdf.substr(at, 20);
  };
  EXPECT_NE(signing_time(whole), "");
  EXPECT_EQ(signing_time(read_file(batch.folder + "/out/000002.pdf")), signing_time(whole));
  EXPECT_EQ(batch.verified("000002.pdf", "B").exit_code, 0);
}

TEST(Batch, WithTimestampsItIsResumedAtTheSameLevelOnly) {
  const SignedBatch batch;
  EXPECT_EQ(batch.run("lta.yaml").exit_code, 0);
  batch.forget_the_second();
  const Finished lower = batch.run("t.yaml");
  EXPECT_EQ(lower.exit_code, 3);
  EXPECT_NE(lower.err.find("the run began with: signing"), std::string::npos) << lower.err;
  EXPECT_EQ(batch.run("lta.yaml").exit_code, 0);
  for (const char* file : {"000001.pdf", "000002.pdf"}) {
    const Finished verified = batch.verified(file, "LTA");
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
  }
}

// A back for the cards of office(): the notice that is the same for all.
void add_back(const std::string& folder) {
  fs::create_directories(folder + "/card-back");
  write_file(folder + "/card-back/template.yaml",
             "certpress: 1\nid: card-back\ntitle: 背面\nversion: 1.0.0\npage: {size: [30, 20]}\n"
             "elements:\n  - {type: text, name: t, box: [2, 2, 26, 6], text: 须知, size: 9}\n");
}

TEST(BatchOnePdf, IsWhatAPrintOfficeSendsToItsPrinter) {
  const std::string folder = office(20);
  add_back(folder);
  const std::string out = folder + "/run.pdf";
  const Finished result =
      certpress(batch(folder, "run.pdf",
                      {"--n-up", "3x4", "--sheet", "A5", "--gutter", "6", "--bleed", "3", "--marks",
                       "--slug", "卡片 {page}/{pages}", "--collate", "姓名", "--cover", "--back",
                       folder + "/card-back", "--serials", "A01-A20"}));
  ASSERT_EQ(result.exit_code, 4) << result.err;
  EXPECT_EQ(run({"qpdf", "--check", out}).exit_code, 0);
  const std::string info = std::regex_replace(
      run({"pdfinfo", "-f", "3", "-l", "3", "-box", out}).out, std::regex(" +"), " ");
  EXPECT_NE(info.find("Pages: 6"), std::string::npos) << info;
  // Around 102 x 98 mm of certificates in the middle of an A5, and their bleed.
  for (const char* box :
       {"MediaBox: 0.00 0.00 419.53 595.28", "TrimBox: 65.20 158.74 354.33 436.54",
        "BleedBox: 56.69 150.24 362.83 445.04"}) {
    EXPECT_NE(info.find(box), std::string::npos) << box << " in\n" << info;
  }
  const std::string pdf = read_file(out);
  EXPECT_NE(pdf.find("/PrintScaling /None"), std::string::npos);
  EXPECT_NE(pdf.find("/Duplex /DuplexFlipLongEdge"), std::string::npos);
  const std::string cover = run({"pdftotext", "-layout", "-f", "1", "-l", "1", out, "-"}).out;
  for (const char* says : {"制证批次封面", "20 条", "18 份", "2 条，原因见 run.errors.csv",
                           "A01-A18", "鱻麤犇骉", "148 × 210 毫米", "每张 12 份"}) {
    EXPECT_NE(cover.find(says), std::string::npos) << says << " in\n" << cover;
  }
  EXPECT_NE(run({"pdftotext", "-f", "6", "-l", "6", out, "-"}).out.find("卡片 2/2"),
            std::string::npos);
  EXPECT_EQ(result.err.find("鱻"), std::string::npos);
  EXPECT_EQ(read_file(folder + "/run.journal.jsonl").find("鱻"), std::string::npos);
}

// What the cards are called lies behind each front at the same place, seen through the paper.
TEST(BatchOnePdf, ABackLiesBehindItsFrontHoweverTheSheetTurnsOver) {
  const std::string folder = office(1);
  add_back(folder);
  for (const std::string duplex : {"long-edge", "short-edge"}) {
    const std::string name = folder + "/" + duplex;
    ASSERT_EQ(certpress(batch(folder, duplex + ".pdf",
                              {"--n-up", "2x2", "--sheet", "A6", "--gutter", "4", "--back",
                               folder + "/card-back", "--duplex", duplex}))
                  .exit_code,
              0);
    run({"pdftoppm", "-r", "150", "-gray", "-png", name + ".pdf", name});
    const auto ink = [](const PixelImage& page) {
      double sum = 0;
      Point centre;
      for (int y = 0; y < page.height; ++y) {
        for (int x = 0; x < page.width; ++x) {
          sum += page.darkness(x, y);
          centre = {centre.x + page.darkness(x, y) * x, centre.y + page.darkness(x, y) * y};
        }
      }
      return Point{centre.x / sum / page.width, centre.y / sum / page.height};
    };
    const Point front = ink(read_png(name + "-1.png"));
    const Point back = ink(read_png(name + "-2.png"));
    EXPECT_LT(front.x, 0.5);
    EXPECT_LT(front.y, 0.5);
    EXPECT_EQ(back.x > 0.5, duplex == "long-edge");
    EXPECT_EQ(back.y > 0.5, duplex == "short-edge");
  }
}

TEST(BatchOnePdf, SaysWhatToDoInsteadOfWhatItDoesNot) {
  const std::string folder = office(2);
  const auto refused = [&](std::vector<std::string> more) {
    const Finished result = certpress(batch(folder, "run.pdf", std::move(more)));
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_FALSE(fs::exists(folder + "/run.pdf"));
    return result.err;
  };
  EXPECT_NE(refused({"--shard", "1/2"}).find("a PDF for each machine"), std::string::npos);
  EXPECT_NE(refused({"--retry-failed"}).find("run it into another file"), std::string::npos);
  EXPECT_NE(refused({"--duplex", "long-edge"}).find("batch/no-back"), std::string::npos);
  ASSERT_EQ(certpress({"keys", "demo", folder + "/keys"}).exit_code, 0);
  EXPECT_NE(refused({"--sign", folder + "/keys/b.yaml"}).find("print this one unsigned"),
            std::string::npos);
}

// The file for Kubernetes as a cluster would run it: a pod for each index.
TEST(BatchOnKubernetes, AnIndexedJobMakesWhatOneRunMakes) {
  const YAML::Node job =
      YAML::LoadFile(std::string(CERTPRESS_SOURCE_DIR) + "/deploy/batch-kubernetes.yaml");
  EXPECT_EQ(job["apiVersion"].as<std::string>(), "batch/v1");
  EXPECT_EQ(job["kind"].as<std::string>(), "Job");
  const YAML::Node spec = job["spec"];
  EXPECT_EQ(spec["completionMode"].as<std::string>(), "Indexed");
  EXPECT_LE(spec["parallelism"].as<int>(), spec["completions"].as<int>());
  const YAML::Node pod = spec["template"]["spec"];
  EXPECT_EQ(pod["restartPolicy"].as<std::string>(), "OnFailure");
  const YAML::Node container = pod["containers"][0];
  EXPECT_EQ(container["volumeMounts"][0]["name"].as<std::string>(),
            pod["volumes"][0]["name"].as<std::string>());
  std::vector<std::string> command = container["command"].as<std::vector<std::string>>();
  std::string script = container["args"][0].as<std::string>();

  const std::string folder = office(40);
  const std::string mount = container["volumeMounts"][0]["mountPath"].as<std::string>();
  script = std::regex_replace(script, std::regex(mount + "/"), folder + "/");
  script = std::regex_replace(script, std::regex("-t [^ ]+"), "-t " + folder + "/card");
  command.push_back(script);
  RunOptions options;
  options.environment["PATH"] =
      fs::path(certpress_program()).parent_path().string() + ":/usr/bin:/bin";
  const int completions = spec["completions"].as<int>();
  EXPECT_NE(script.find("/" + std::to_string(completions) + "\""), std::string::npos)
      << "as many shards as pods";
  for (int index = 0; index < completions; ++index) {
    options.environment["JOB_COMPLETION_INDEX"] = std::to_string(index);
    EXPECT_EQ(run(command, options).exit_code, 0) << index;
  }
  EXPECT_EQ(certpress({"batch", "merge", folder + "/out"}).exit_code, 4);
  certpress({"batch", "-t", folder + "/card", "-d", folder + "/table.csv", "-o", folder + "/whole",
             "--format", "pdf"});
  EXPECT_EQ(files_of(folder + "/out"), files_of(folder + "/whole"));
}

TEST(Batch, ReportsSpoilsAndReprints) {
  const std::string folder = office(3);
  ASSERT_EQ(certpress(batch(folder, "out", {"--serials", "A1-A9"})).exit_code, 0);
  const std::string out = folder + "/out";
  EXPECT_EQ(certpress({"batch", "spoil", out, "A1", "--reason", "jam"}).exit_code, 0);
  const Finished again = certpress({"batch", "reprint", out, "--find", "编号=1", "-d",
                                    folder + "/table.csv", "--reason", "jam", "--lang", "en"});
  EXPECT_EQ(again.out, out + "/000002.png\n");
  EXPECT_EQ(again.err, "serial number of the new sheet: A4\n");
  const Finished report = certpress({"batch", "report", out, "--lang", "en"});
  EXPECT_NE(report.out.find("stock: 9 given (A1-A9) = 3 used + 1 spoiled + 5 left"),
            std::string::npos)
      << report.out;
  EXPECT_EQ(certpress({"batch", "report", out, "--format", "json"}).exit_code, 0);
  EXPECT_EQ(certpress({"batch", "report", out, "--format", "csv"}).out.substr(0, 3),
            "\xEF\xBB\xBF");
}

}  // namespace
}  // namespace certpress::tests
