// Clients, their tokens and what they may do.
#include "access.h"

#include <gtest/gtest.h>

#include "digest.h"
#include "support/image.h"

namespace certpress::service {
namespace {

std::string write_access(const std::string& yaml) {
  std::string file = tests::test_folder() + "/access.yaml";
  tests::write_file(file, yaml);
  return file;
}

std::optional<Access> read(const std::string& yaml, std::vector<Diagnostic>& problems) {
  return Access::read(write_access(yaml), problems);
}

std::string client(const std::string& name, const std::string& token, const std::string& more) {
  return "  - {name: " + name + ", token: " + sha256(token) + ", " + more + "}\n";
}

TEST(Access, WithoutAFileEverybodyMayDoEverything) {
  const Access access;
  const Client* client = access.find(std::nullopt, std::nullopt);
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->may_use("x") && client->may_sign("y") && client->is_operator);
}

TEST(Access, ATokenIsItsClients) {
  std::vector<Diagnostic> problems;
  const auto access =
      read("clients:\n" + client("app", "old", "templates: [a], profiles: [seal]") +
               client("app", "new", "templates: all") + client("ops", "x", "operator: true"),
           problems);
  ASSERT_TRUE(access) << problems.size();
  const Client* app = access->find("Bearer old", std::nullopt);
  ASSERT_NE(app, nullptr);
  EXPECT_EQ(app->name, "app");
  EXPECT_TRUE(app->may_use("a") && app->may_sign("seal"));
  EXPECT_FALSE(app->may_use("b") || app->may_sign("other") || app->is_operator);
  EXPECT_TRUE(access->find("bearer new", std::nullopt)->may_use("b"));
  EXPECT_TRUE(access->find("Bearer x", std::nullopt)->is_operator);
}

TEST(Access, AWrongTokenIsNobodys) {
  std::vector<Diagnostic> problems;
  const auto access = read("clients:\n" + client("app", "good", "templates: all"), problems);
  ASSERT_TRUE(access);
  const std::string digest = sha256("good");
  for (const std::string& wrong :
       {std::string("Bearer goo"), std::string("Bearer goodx"), std::string("Bearer "),
        std::string("Basic good"), std::string("good"), "Bearer " + digest}) {
    EXPECT_EQ(access->find(wrong, std::nullopt), nullptr) << wrong;
  }
  EXPECT_EQ(access->find(std::nullopt, std::nullopt), nullptr);
}

TEST(Access, ACertificateIsItsClients) {
  std::vector<Diagnostic> problems;
  const std::string print = sha256("certificate");
  const auto access =
      read("clients:\n  - {name: press, certificate: " + print + ", templates: all}\n", problems);
  ASSERT_TRUE(access);
  EXPECT_NE(access->find(std::nullopt, PeerCertificate{"CN", print}), nullptr);
  EXPECT_EQ(access->find(std::nullopt, PeerCertificate{"CN", sha256("other")}), nullptr);
}

TEST(Access, EverythingThatIsWrongIsNamed) {
  std::vector<Diagnostic> problems;
  EXPECT_FALSE(
      read("clients:\n"
           "  - {name: 张三, token: secret, template: all}\n"
           "  - {token: " +
               sha256("a") + ", certificate: " + sha256("b") + ", templates: all}\n" +
               client("x", "a", "templates: one"),
           problems));
  std::string codes;
  for (const Diagnostic& problem : problems) {
    codes += problem.code + " ";
    EXPECT_GT(problem.place.line, 0);
    EXPECT_EQ(problem.message.en.find("secret"), std::string::npos);
  }
  EXPECT_EQ(codes,
            "access/unknown-key access/bad-value access/missing-key access/bad-value "
            "access/missing-key access/bad-value access/bad-value ");
}

TEST(Access, NamesOfWhatIsNotThereAreTold) {
  std::vector<Diagnostic> problems;
  const auto access =
      read("clients:\n" + client("x", "a", "templates: [permit], profiles: [sael]"), problems);
  ASSERT_TRUE(access);
  access->check_names({"permits"}, {"seal"}, "access.yaml", problems);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_NE(problems[1].hint.en.find("seal"), std::string::npos);
}

TEST(Access, NewTokensDiffer) {
  EXPECT_NE(new_token(), new_token());
  EXPECT_EQ(new_token().size(), 43U);
}

TEST(Fingerprint, PartsDoNotRunIntoEachOther) {
  EXPECT_NE(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("a").add("bc").hex());
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace certpress::service
