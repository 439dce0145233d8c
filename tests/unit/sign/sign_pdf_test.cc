// The stages of signing, and what stands in the file afterwards, judged by other programs.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "authority.h"
#include "cos/file.h"
#include "demo/certificate_maker.h"
#include "signed_file.h"
#include "support/image.h"
#include "support/pdfa.h"
#include "support/process.h"
#include "support/text.h"

namespace certpress::tests {
namespace {

std::string signed_at(SignatureLevel level, const Authority& authority, const Signer& signer) {
  return sign_pdf(unsigned_certificate(), signer, SigningServices(authority.parts()),
                  options_for(level));
}

std::string saved(const std::string& bytes, const std::string& name = "signed.pdf") {
  std::string path = scratch() + "/" + name;
  write_file(path, bytes);
  return path;
}

// openssl cms -verify -cades on the extracted bytes.
Finished judged_by_openssl(const SignaturePart& part, const Authority& authority) {
  const std::string der = saved(part.der, "cms.der");
  const std::string data = saved(part.covered, "covered");
  return run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", der,
              "-content", data, "-CAfile", (authority / "test-root.pem").string(), "-purpose",
              "any", "-attime", std::to_string(kNow), "-out", "/dev/null"});
}

TEST(SignPdf, OpensslAcceptsTheSignatureOfEachKind) {
  const Authority authority;
  for (const auto& signer : {authority.rsa(), authority.p256()}) {
    const auto parts = signatures_of(signed_at(SignatureLevel::kB, authority, *signer));
    ASSERT_EQ(parts.size(), 1U);
    const Finished judged = judged_by_openssl(parts.front(), authority);
    EXPECT_EQ(judged.exit_code, 0) << judged.err;
    EXPECT_TRUE(contains(judged.err, "CAdES Verification successful")) << judged.err;
  }
}

TEST(SignPdf, OpensslRejectsOneChangedByte) {
  const Authority authority;
  auto part = signatures_of(signed_at(SignatureLevel::kB, authority, *authority.p256())).front();
  part.covered[part.covered.size() / 2] ^= 1;
  EXPECT_NE(judged_by_openssl(part, authority).exit_code, 0);
}

TEST(SignPdf, TheCmsHasThePadesAttributesAndNoSigningTime) {
  const Authority authority;
  const auto part =
      signatures_of(signed_at(SignatureLevel::kB, authority, *authority.p256())).front();
  const Finished printed = run(
      {"openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", saved(part.der, "cms.der")});
  EXPECT_TRUE(contains(printed.out, "contentType"));
  EXPECT_TRUE(contains(printed.out, "messageDigest"));
  EXPECT_TRUE(contains(printed.out, "id-smime-aa-signingCertificateV2"));
  EXPECT_FALSE(contains(printed.out, "signingTime"));
}

TEST(SignPdf, TheCmsIsDer) {
  const Authority authority;
  const auto part =
      signatures_of(signed_at(SignatureLevel::kT, authority, *authority.p256())).front();
  const std::string path = saved(part.der, "cms.der");
  const Finished printed =
      run({"openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", path});
  EXPECT_TRUE(contains(printed.out, "id-smime-aa-timeStampToken"));
  // What is in DER does not change when it is decoded and encoded.
  run({"openssl", "cms", "-cmsout", "-inform", "DER", "-in", path, "-outform", "DER", "-out",
       path + ".again"});
  EXPECT_EQ(read_file(path + ".again"), part.der);
}

TEST(SignPdf, OtherReadersFindNoFaultAtAnyLevel) {
  const Authority authority;
  const auto signer = authority.p256();
  for (const auto level :
       {SignatureLevel::kB, SignatureLevel::kT, SignatureLevel::kLt, SignatureLevel::kLta}) {
    const std::string path = saved(signed_at(level, authority, *signer));
    const Finished qpdf = run({"qpdf", "--check", path});
    EXPECT_EQ(qpdf.exit_code, 0) << qpdf.out << qpdf.err;
    const Finished poppler = run({"pdfsig", "-nocert", path});
    EXPECT_TRUE(contains(poppler.out, "Signature Field Name: Seal")) << poppler.out;
    EXPECT_TRUE(contains(poppler.out, "Signature Type: ETSI.CAdES.detached")) << poppler.out;
    EXPECT_TRUE(contains(poppler.out, "Signature Validation: Signature is Valid")) << poppler.out;
    EXPECT_TRUE(contains(poppler.out, "Total document signed")) << poppler.out;
    const Finished mupdf = run({"mutool", "sign", "-v", path});
    EXPECT_TRUE(contains(mupdf.out, level == SignatureLevel::kLta
                                        ? "The signature is valid but there have been edits"
                                        : "The document is unchanged since signing"))
        << mupdf.out;
  }
}

TEST(SignPdf, PopplerTrustsItByItsOwnDatabase) {
  // Without an OCSP address in the certificates: poppler 22.12 takes an error of its own for one of
  // the certificate when it may not ask there.
  const std::string folder = scratch();
  const auto openssl = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "openssl");
    const Finished done = run(arguments);
    ASSERT_EQ(done.exit_code, 0) << done.err;
  };
  const std::string days = "20000";
  openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder + "/root.key", "-out",
           folder + "/root.pem", "-subj", "/CN=TEST root", "-days", days});
  openssl({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", folder + "/own.key", "-out",
           folder + "/own.csr", "-subj", "/CN=TEST signer"});
  write_file(folder + "/own.cnf", "keyUsage=critical,digitalSignature\n");
  openssl({"x509", "-req", "-in", folder + "/own.csr", "-CA", folder + "/root.pem", "-CAkey",
           folder + "/root.key", "-extfile", folder + "/own.cnf", "-days", days, "-out",
           folder + "/own.pem"});
  std::filesystem::permissions(folder + "/own.key", std::filesystem::perms::owner_read);
  ASSERT_EQ(run({"certutil", "-N", "-d", "sql:" + folder, "--empty-password"}).exit_code, 0);
  ASSERT_EQ(run({"certutil", "-A", "-d", "sql:" + folder, "-n", "root", "-t", "CT,C,C", "-i",
                 folder + "/root.pem"})
                .exit_code,
            0);
  const auto signer = open_signer(PemKey{folder + "/own.key", NoSecret{}, {folder + "/own.pem"}});
  const std::string path = saved(sign_pdf(unsigned_certificate(), *signer, SigningServices(),
                                          options_for(SignatureLevel::kB)));
  const Finished judged = run({"pdfsig", "-nssdir", "sql:" + folder, path});
  EXPECT_TRUE(contains(judged.out, "Signature Validation: Signature is Valid")) << judged.out;
  EXPECT_TRUE(contains(judged.out, "Certificate is Trusted")) << judged.out;
  EXPECT_TRUE(contains(judged.out, "Total document signed")) << judged.out;
}

TEST(SignPdf, LooksLikeTheUnsignedCertificateAndTheSealIsTheField) {
  const Authority authority;
  const std::string before = saved(unsigned_certificate(), "before.pdf");
  const std::string after =
      saved(signed_at(SignatureLevel::kLta, authority, *authority.p256()), "after.pdf");
  for (const std::string& path : {before, after}) {
    run({"pdftoppm", "-r", "72", "-png", "-singlefile", path, path});
  }
  const auto picture = read_png(after + ".png");
  EXPECT_EQ(mean_difference(read_png(before + ".png"), picture), 0);
  // The seal lies 55 to 75 mm from the left and 60 to 80 mm from the top.
  EXPECT_EQ(picture.at(184, 198).red, 200);
  const std::string bytes = read_file(after);
  EXPECT_TRUE(contains(bytes, "/Rect [155.90551 56.69291 212.59843 113.38583]")) << bytes;
  EXPECT_FALSE(contains(bytes, "CertpressSeal"));
}

TEST(SignPdf, StaysPdfAWithAndWithoutASeal) {
  const Authority authority;
  const SigningServices services(authority.parts());
  const auto signer = authority.p256();
  for (const std::string* pdf : {&unsigned_certificate(), &certificate_without_seal()}) {
    for (const auto level : {SignatureLevel::kB, SignatureLevel::kLta}) {
      auto complaints =
          pdfa_complaints(saved(sign_pdf(*pdf, *signer, services, options_for(level))));
      if (pdf != &unsigned_certificate() || level == SignatureLevel::kLta) {
        // PDF/A-1 asks it of every widget, PDF/A-3 (6.3.3) only of those that have a size.
        std::erase_if(complaints, [](const std::string& complaint) {
          return contains(complaint, "widget annotation lacks an appearance dictionary");
        });
      }
      EXPECT_EQ(complaints, std::vector<std::string>());
    }
  }
}

TEST(SignPdf, ACertificateWithoutSealGetsAFieldThatIsNotSeen) {
  const Authority authority;
  const std::string pdf = sign_pdf(certificate_without_seal(), *authority.p256(), SigningServices(),
                                   options_for(SignatureLevel::kB));
  EXPECT_TRUE(contains(pdf, "/Rect [0 0 0 0]"));
  EXPECT_EQ(judged_by_openssl(signatures_of(pdf).front(), authority).exit_code, 0);
  EXPECT_EQ(run({"qpdf", "--check", saved(pdf)}).exit_code, 0);
}

TEST(SignPdf, CertifiesThatNothingMayChange) {
  const Authority authority;
  SignatureOptions options = options_for(SignatureLevel::kB);
  options.reason = "证照签发";
  options.location = "Taiyuan";
  const std::string pdf =
      sign_pdf(unsigned_certificate(), *authority.rsa(), SigningServices(), options);
  const cos::File file = cos::File::read(pdf);
  EXPECT_EQ(file.revisions().size(), 1U);
  const auto catalog = file.object(file.catalog())->object;
  const auto perms = file.resolved(*catalog.as<cos::Dictionary>(), "Perms");
  const auto signature = file.resolved(*perms.as<cos::Dictionary>(), "DocMDP");
  const auto& dictionary = *signature.as<cos::Dictionary>();
  EXPECT_TRUE(contains(cos::to_text(dictionary),
                       "/TransformMethod /DocMDP /TransformParams "
                       "<< /Type /TransformParams /P 1 /V /1.2 >>"));
  EXPECT_EQ(dictionary.find("M")->as<cos::String>()->bytes, "D:20270115080000+00'00'");
  EXPECT_EQ(dictionary.find("Name")->as<cos::String>()->bytes, "certpress TEST signer (RSA)");
  EXPECT_EQ(*dictionary.find("Reason")->as<cos::String>(), cos::text_string("证照签发"));
  EXPECT_EQ(dictionary.find("Location")->as<cos::String>()->bytes, "Taiyuan");
  const auto form = file.resolved(*catalog.as<cos::Dictionary>(), "AcroForm");
  EXPECT_EQ(*form.as<cos::Dictionary>()->find("SigFlags")->as<std::int64_t>(), 3);
}

TEST(SignPdf, RsaAtAFixedTimeGivesEqualBytes) {
  const Authority authority;
  const auto signer = authority.rsa();
  const std::string once = signed_at(SignatureLevel::kB, authority, *signer);
  EXPECT_EQ(once, signed_at(SignatureLevel::kB, authority, *signer));
  SignatureOptions later = options_for(SignatureLevel::kB);
  later.time += 1;
  EXPECT_NE(once, sign_pdf(unsigned_certificate(), *signer, SigningServices(), later));
}

TEST(SignPdf, StagesLetSomebodyElseSign) {
  const Authority authority;
  const auto signer = authority.p256();
  auto prepared =
      prepare_signature(unsigned_certificate(), SigningIdentity::of(*signer),
                        SigningServices(authority.parts()), options_for(SignatureLevel::kT));
  EXPECT_EQ(prepared.digest().size(), 32U);
  const std::vector<std::uint8_t> digest(prepared.digest().begin(), prepared.digest().end());
  const std::string pdf = prepared.finish(signer->sign(digest));
  EXPECT_EQ(judged_by_openssl(signatures_of(pdf).front(), authority).exit_code, 0);
}

TEST(SignPdf, AnotherKeysSignatureIsNotPutIntoTheFile) {
  const Authority authority;
  auto prepared = prepare_signature(unsigned_certificate(), SigningIdentity::of(*authority.p256()),
                                    SigningServices(), options_for(SignatureLevel::kB));
  const Authority other("other");
  const std::string foreign = other.p256()->sign(prepared.digest());
  EXPECT_EQ(code_thrown([&] { static_cast<void>(prepared.finish(foreign)); }),
            "signing/wrong-signature");
  EXPECT_EQ(code_thrown([&] { static_cast<void>(prepared.finish("")); }),
            "signing/wrong-signature");
}

TEST(SignPdf, LongTermHasItsProofsInTheSignedRevision) {
  const Authority authority;
  const std::string pdf = signed_at(SignatureLevel::kLt, authority, *authority.p256());
  const auto parts = signatures_of(pdf);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts.front().end, pdf.size());
  const cos::File file = cos::File::read(pdf);
  const auto catalog = file.object(file.catalog())->object;
  const auto dss = file.resolved(*catalog.as<cos::Dictionary>(), "DSS");
  const auto count = [&](const char* key) {
    return dss.as<cos::Dictionary>()->find(key)->as<cos::Array>()->size();
  };
  EXPECT_EQ(count("Certs"), 5U);  // signer, OCSP responder, issuing CA, root, TSA
  EXPECT_EQ(count("OCSPs"), 2U);  // signer, TSA
  EXPECT_EQ(count("CRLs"), 1U);   // the root's, for the issuing CA
}

TEST(SignPdf, TheDocumentTimestampCoversEverythingBeforeIt) {
  const Authority authority;
  const std::string pdf = signed_at(SignatureLevel::kLta, authority, *authority.p256());
  const auto parts = signatures_of(pdf);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[1].end, pdf.size());
  EXPECT_EQ(judged_by_openssl(parts[0], authority).exit_code, 0);
  const Finished judged = run(
      {"openssl", "ts", "-verify", "-token_in", "-in", saved(parts[1].der, "token.der"), "-data",
       saved(parts[1].covered, "covered"), "-CAfile", (authority / "test-root.pem").string(),
       "-untrusted", (authority / "test-ca.pem").string(), "-attime", std::to_string(kNow)});
  EXPECT_TRUE(contains(judged.out + judged.err, "Verification: OK")) << judged.out << judged.err;
}

TEST(SignPdf, RevocationDataIsFetchedOnceForABatch) {
  const Authority authority;
  const auto source = std::make_shared<FakeRevocationSource>(authority.revocation());
  auto parts = authority.parts();
  parts.revocation = source;
  const SigningServices services(parts);
  const auto signer = authority.p256();
  const auto sign = [&](std::time_t time) {
    SignatureOptions options = options_for(SignatureLevel::kLt);
    options.time = time;
    return sign_pdf(unsigned_certificate(), *signer, services, options);
  };
  for (int i = 0; i < 3; ++i) {
    sign(kNow + i);
  }
  EXPECT_EQ(source->asked, 3);  // signer, TSA, issuing CA
  // The answers are good for a week.
  EXPECT_EQ(code_thrown([&] { sign(kNow + 8 * 86'400); }), "");
  EXPECT_EQ(source->asked, 8);  // OCSP for two, refused as too old, then three lists
}

// Two authorities, told apart by their URLs.
class TwoSources final : public RevocationSource {
 public:
  TwoSources(const Authority& one, const Authority& other)
      : one_(one.revocation()), other_(other.revocation()) {}
  [[nodiscard]] std::string ocsp(const std::string& url, std::string_view request) const override {
    return of(url).ocsp(url, request);
  }
  [[nodiscard]] std::string crl(const std::string& url) const override { return of(url).crl(url); }

 private:
  [[nodiscard]] const RevocationSource& of(const std::string& url) const {
    return url.starts_with("http://other.invalid/") ? *other_ : *one_;
  }
  std::shared_ptr<const RevocationSource> one_;
  std::shared_ptr<const RevocationSource> other_;
};

TEST(SignPdf, AnAuthorityThatChangesItsCertificateIsCoveredToo) {
  const Authority authority;
  const Authority other("other", "http://other.invalid");
  int asked = 0;
  auto parts = authority.parts();
  // The second timestamp comes from somebody whom the signed revision's store does not know.
  parts.timestamps = std::make_shared<FakeTimestampAuthority>([&](std::string_view request) {
    return (asked++ == 1 ? other : authority).timestamps()->answer(request);
  });
  parts.timestamp_trust.push_back(other.certificate("test-root.pem"));
  parts.revocation = std::make_shared<TwoSources>(authority, other);
  const std::string pdf = sign_pdf(unsigned_certificate(), *authority.p256(),
                                   SigningServices(parts), options_for(SignatureLevel::kLt));
  const cos::File file = cos::File::read(pdf);
  EXPECT_EQ(file.revisions().size(), 2U);
  EXPECT_EQ(run({"qpdf", "--check", saved(pdf)}).exit_code, 0);
  const auto part = signatures_of(pdf).front();
  EXPECT_EQ(part.end, file.revisions().front().end);
  EXPECT_EQ(judged_by_openssl(part, authority).exit_code, 0);
  const std::string added = pdf.substr(part.end);
  EXPECT_TRUE(contains(added, std::string(other.certificate("test-tsa.pem").text())));
  EXPECT_TRUE(contains(added, std::string(other.certificate("test-root.pem").text())));
}

// A time-stamping authority of its own root ("own-root.pem"), made at that time and telling it. The
// comment makes its certificate, and so its tokens, as large as wanted.
std::shared_ptr<const TimestampAuthority> own_authority(const Authority& authority,
                                                        std::time_t time,
                                                        const std::string& comment) {
  const auto root =
      demo::issue(demo::make_p256_key(),
                  {"own root", 1000, {{NID_basic_constraints, "critical,CA:TRUE"}}}, nullptr, time);
  const auto tsa = demo::issue(demo::make_p256_key(),
                               {"own TSA",
                                1000,
                                {{NID_key_usage, "critical,digitalSignature"},
                                 {NID_ext_key_usage, "critical,timeStamping"},
                                 {NID_netscape_comment, comment}}},
                               &root, time);
  write_file(authority / "own-root.pem", demo::to_pem(root.certificate.get()));
  write_file(authority / "own.pem", demo::to_pem(tsa.certificate.get()));
  write_file(authority / "own.key", demo::to_pem(tsa.key.get()));
  std::filesystem::permissions(authority / "own.key", std::filesystem::perms::owner_read);
  return open_test_timestamp_authority(
      PemKey{authority / "own.key", NoSecret{}, {authority / "own.pem"}}, [time] { return time; });
}

TEST(SignPdf, ATimestampFromBeforeTheSignersTimeIsRefused) {
  const Authority authority;
  SigningServices::Parts parts;
  parts.timestamps = own_authority(authority, kNow - 100 * 86'400L, "late");
  parts.timestamp_trust = {authority.certificate("own-root.pem")};
  EXPECT_EQ(code_thrown([&] {
              sign_pdf(unsigned_certificate(), *authority.p256(), SigningServices(parts),
                       options_for(SignatureLevel::kT));
            }),
            "signing/timestamp-mismatch");
}

TEST(SignPdf, APreparedSignatureIsFinishedOnce) {
  const Authority authority;
  const auto signer = authority.p256();
  auto prepared = prepare_signature(unsigned_certificate(), SigningIdentity::of(*signer),
                                    SigningServices(), options_for(SignatureLevel::kB));
  const std::string value = signer->sign(prepared.digest());
  EXPECT_FALSE(prepared.finish(value).empty());
  EXPECT_THROW(static_cast<void>(prepared.finish(value)), std::logic_error);
}

TEST(SignPdf, ATimestampThatIsLargerThanTheRoomMakesARoomierSecondTry) {
  const Authority authority;
  SigningServices::Parts parts;
  parts.timestamps = own_authority(authority, kNow, std::string(14'000, 'x'));
  parts.timestamp_trust = {authority.certificate("own-root.pem")};
  const SigningServices services(parts);
  const auto signer = authority.p256();
  auto prepared = prepare_signature(unsigned_certificate(), SigningIdentity::of(*signer), services,
                                    options_for(SignatureLevel::kT));
  EXPECT_EQ(
      code_thrown([&] { static_cast<void>(prepared.finish(signer->sign(prepared.digest()))); }),
      "signing/contents-too-small");
  const std::string pdf = sign_pdf(unsigned_certificate(), *signer, SigningServices(parts),
                                   options_for(SignatureLevel::kT));
  const auto part = signatures_of(pdf).front();
  EXPECT_GT(part.der.size(), 14'000U);
  EXPECT_EQ(judged_by_openssl(part, authority).exit_code, 0);
}

TEST(SignPdf, EightThreadsGiveValidFiles) {
  const Authority authority;
  const auto source = std::make_shared<FakeRevocationSource>(authority.revocation());
  auto parts = authority.parts();
  parts.revocation = source;
  const SigningServices services(parts);
  const auto signer = authority.p256();
  std::vector<std::string> files(16);
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < 8; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::size_t i = worker; i < files.size(); i += 8) {
        files[i] =
            sign_pdf(unsigned_certificate(), *signer, services, options_for(SignatureLevel::kLta));
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  for (const std::string& file : files) {
    const auto signatures = signatures_of(file);
    ASSERT_EQ(signatures.size(), 2U);
    EXPECT_EQ(judged_by_openssl(signatures.front(), authority).exit_code, 0);
  }
  EXPECT_EQ(source->asked, 3);
}

}  // namespace
}  // namespace certpress::tests
