// Shadow attacks (Mainka et al., "Shadow Attacks: Hiding and Replacing Content in Signed PDFs",
// NDSS 2021): the document is prepared before it is signed, so that a later change that seems
// harmless shows something else. Both halves are refused: the preparation and the change.
#include "attack.h"

namespace certpress::tests {
namespace {

class ShadowAttack : public testing::TestWithParam<Attack> {};

TEST_P(ShadowAttack, IsToldByName) {
  const VerificationReport report = verified(GetParam().file());
  EXPECT_EQ(outcome(report), GetParam().outcome) << to_text(report, Language::kEnglish);
}

// Signed with a text replaced in one object, and perhaps a new object.
std::string prepared(int object, std::string_view from, std::string_view to,
                     const std::string& new_object = {}) {
  return make_signed({.prepare = [&](Bodies& objects) {
    objects[object] = replaced(objects[object], from, to);
    if (!new_object.empty()) {
      objects[98] = new_object;
    }
  }});
}

std::string with_entry(int object, const std::string& entry, const std::string& new_object = {}) {
  return prepared(object, "<< ", "<< " + entry + " ", new_object);
}

const char* const kPicture = "/Type /XObject /Subtype /Image /Width 1 /Height 1";

INSTANTIATE_TEST_SUITE_P(
    Hide, ShadowAttack,
    testing::Values(
        // Content in a layer that a later change, or the reader, switches off.
        Attack{"LayersInTheCatalog",
               [] {
                 return with_entry(kCatalog, "/OCProperties << /OCGs [98 0 R] /D << >> >>",
                                   "<< /Type /OCG /Name (a) >>");
               },
               "invalid file/active-content file/document"},
        Attack{"SealInALayer",
               [] {
                 return prepared(kSeal, "/Subtype /Form", "/Subtype /Form /OC 98 0 R",
                                 "<< /Type /OCG /Name (a) >>");
               },
               "invalid file/active-content"},
        Attack{"AnnotationOverThePage",
               [] {
                 return prepared(kAnnotations, "[8 0 R]", "[8 0 R 98 0 R]",
                                 "<< /Type /Annot /Subtype /Square /Rect [0 0 200 200] >>");
               },
               "invalid file/forms"},
        Attack{"PictureWithAnAlternative",
               [] {
                 return prepared(kPage, "/Resources << >>",
                                 "/Resources << /XObject << /i 98 0 R >> >>",
                                 stream(std::string(kPicture) +
                                            " /Alternates [<< /Image 10 0 R /DefaultForPrinting "
                                            "true >>]",
                                        "x"));
               },
               "invalid file/active-content"},
        Attack{"PictureFromOutside",
               [] {
                 return prepared(kPage, "/Resources << >>",
                                 "/Resources << /XObject << /i 98 0 R >> >>",
                                 stream(std::string(kPicture) + " /F (http://example/a)", "x"));
               },
               "invalid file/active-content"},
        Attack{"ReferenceToAnotherDocument",
               [] {
                 return prepared(kSeal, "/Subtype /Form", "/Subtype /Form /Ref << /F (a.pdf) >>");
               },
               "invalid file/active-content"}),
    name_of_attack);

INSTANTIATE_TEST_SUITE_P(
    Replace, ShadowAttack,
    testing::Values(
        Attack{"TextFieldOverThePage",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kForm] = "<< /Fields [8 0 R 98 0 R] /SigFlags 3 >>";
                   objects[kAnnotations] = "[8 0 R 98 0 R]";
                   objects[98] =
                       "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [0 0 9 9] >>";
                 }});
               },
               "invalid file/forms file/forms"},
        Attack{"AppearancesMadeByTheReader",
               [] { return with_entry(kForm, "/NeedAppearances true"); },
               "invalid file/active-content file/forms"},
        Attack{"DynamicForm", [] { return with_entry(kForm, "/XFA 98 0 R", stream("", "<xdp/>")); },
               "invalid file/active-content file/forms"},
        Attack{"FontReplacedAfterwards",
               [] {
                 const std::string file =
                     prepared(kPage, "/Resources << >>", "/Resources << /Font << /f 98 0 R >> >>",
                              "<< /Type /Font /Subtype /Type1 /BaseFont /A >>");
                 return with_update(file, {{98, "<< /Type /Font /Subtype /Type1 /BaseFont /B >>"}});
               },
               "invalid changes/revision"},
        Attack{"EmptySignatureFieldLeftForLater",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kForm] = "<< /Fields [8 0 R 98 0 R] /SigFlags 3 >>";
                   objects[98] = "<< /FT /Sig /T (later) >>";
                 }});
               },
               "invalid signature/field file/forms"}),
    name_of_attack);

const char* const kOtherPage =
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>";

INSTANTIATE_TEST_SUITE_P(
    HideAndReplace, ShadowAttack,
    testing::Values(
        Attack{"UnusedPageWaits",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) { objects[98] = kOtherPage; }});
               },
               "invalid file/hidden-content"},
        Attack{"UnusedPageIsSwitchedTo",
               [] {
                 const std::string file =
                     make_signed({.prepare = [](Bodies& objects) { objects[98] = kOtherPage; }});
                 return with_update(file, {{kPages, "<< /Type /Pages /Kids [98 0 R] /Count 1 >>"}});
               },
               "invalid file/hidden-content changes/revision"},
        // Only a table is added: object 4 is now what stands in the first revision as object 98.
        Attack{"TableAloneIsAdded",
               [] {
                 const std::string file = make_signed({.prepare = [](Bodies& objects) {
                   objects[98] = stream("", "0 0 m 9 9 l S");
                 }});
                 const std::string updated = with_update(file, {{kContents, "null"}});
                 const std::size_t at = updated.rfind("4 1\n") + 4;
                 std::string out = updated;
                 const std::string hidden = std::to_string(file.find("98 0 obj"));
                 return out.replace(at, 10, std::string(10 - hidden.size(), '0') + hidden);
               },
               "invalid file/form"},
        Attack{"ObjectsOutsideTheTable",
               [] {
                 return make_signed(
                     {.in_front = "4 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n"});
               },
               "invalid file/layout"},
        Attack{"ObjectInAComment",
               [] { return make_signed({.in_front = "% 4 0 obj null endobj\n"}); },
               "invalid file/layout"},
        Attack{"SignedInASecondRevision",
               [] {
                 std::string file = make_signed();
                 file = with_update(file, {{kSignature, body_of(kSignature)}});
                 fill_container(file, [](const std::string& covered) {
                   return make_cms({.signer = &world().signer,
                                    .certificates = {&world().signer, &world().authority}},
                                   covered);
                 });
                 return file;
               },
               "invalid signature/coverage"}),
    name_of_attack);

INSTANTIATE_TEST_SUITE_P(
    Active, ShadowAttack,
    testing::Values(
        Attack{"OpenAction",
               [] { return with_entry(kCatalog, "/OpenAction << /S /JavaScript /JS (a) >>"); },
               "invalid file/active-content file/document"},
        Attack{"ScriptByName",
               [] {
                 return prepared(kCatalog, "/Names << ",
                                 "/Names << /JavaScript << /Names [(a) 98 0 R] >> ",
                                 "<< /S /JavaScript /JS (a) >>");
               },
               "invalid file/active-content file/document"},
        Attack{"ActionOfThePage",
               [] { return with_entry(kPage, "/AA << /O << /S /Launch /F (a.exe) >> >>"); },
               "invalid file/active-content file/document"},
        Attack{"ActionOfTheSeal",
               [] { return with_entry(kField, "/A << /S /URI /URI (http://example/) >>"); },
               "invalid file/forms"},
        Attack{"NameWrittenAnotherWay",
               [] { return with_entry(kCatalog, "/Open#41ction << /S /JavaScr#69pt /JS (a) >>"); },
               "invalid file/active-content file/document"},
        Attack{"ProgramAttached",
               [] {
                 return prepared(kRecord, "/Subtype /application#2Fjson",
                                 "/Subtype /application#2Fx-msdownload");
               },
               "invalid file/attachments"},
        Attack{"SecondFileAttached",
               [] {
                 return prepared(kCatalog, "[11 0 R]", "[11 0 R 98 0 R]",
                                 "<< /Type /Filespec /F (b) /EF << /F 12 0 R >> >>");
               },
               "invalid file/attachments"},
        Attack{"PortableCollection",
               [] { return with_entry(kCatalog, "/Collection << /View /T >>"); },
               "invalid file/active-content file/document"},
        // What is a page's resources and the security store at once could be changed as the store.
        Attack{"ResourcesAsSecurityStore",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kCatalog] = replaced(objects[kCatalog], "/Lang", "/DSS 98 0 R /Lang");
                   objects[kPage] = replaced(objects[kPage], "<< >>", "98 0 R");
                   objects[98] = "<< /Type /DSS /Font << >> >>";
                 }});
               },
               "invalid file/document"},
        Attack{"ResourcesAsVri",
               [] {
                 return make_signed({.prepare = [](Bodies& objects) {
                   objects[kCatalog] =
                       replaced(objects[kCatalog], "/Lang", "/DSS << /VRI 98 0 R >> /Lang");
                   objects[kPage] = replaced(objects[kPage], "<< >>", "98 0 R");
                   objects[98] = "<< /Font << >> >>";
                 }});
               },
               "invalid file/document"}),
    name_of_attack);

}  // namespace
}  // namespace certpress::tests
