// One PDF of many pages: what is shared stands in it once, every page is right, and it is handed on
// while it grows.
#include "pdf/page_run.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/image.h"
#include "support/process.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

using tests::item;
using tests::page_of;
using tests::run;
using tests::text_run;

using Statics = std::shared_ptr<const sheet::Sheet>;

// A title and a frame that all pages have.
Statics letterhead(Size page) {
  sheet::Path frame;
  frame.outline.add_rect({2, 2, page.width - 4, page.height - 4});
  frame.stroke = Stroke{{0, 90, 60, 1}, 0.5};
  return std::make_shared<const sheet::Sheet>(
      page_of(page, {item(frame, true), item(text_run(tests::kai(), 4, {5, 12}, "编号："), true)}));
}

sheet::Sheet page_with(const Statics& statics, const std::string& text) {
  sheet::Sheet sheet = *statics;
  sheet.items.push_back(item(text_run(tests::song(), 4, {20, 12}, text)));
  return sheet;
}

std::string number(int i) { return "第" + std::to_string(i) + "号"; }

struct Written {
  std::string bytes;
  std::size_t pieces = 0;
};

Written write_run(const Statics& statics, int pages, const PdfOptions& options = {}) {
  GlyphPrograms programs;
  Written out;
  PageRun many("样例批次", options, programs, [&](std::string_view bytes) {
    out.bytes += bytes;
    ++out.pieces;
  });
  for (int i = 1; i <= pages; ++i) {
    many.add(page_with(statics, number(i)), {statics});
  }
  many.finish();
  EXPECT_EQ(many.pages(), static_cast<std::size_t>(pages));
  return out;
}

std::string saved(const std::string& bytes) {
  std::string path = tests::test_folder() + "/run.pdf";
  tests::write_file(path, bytes);
  return path;
}

std::string text_of_page(const std::string& path, int page) {
  const std::string n = std::to_string(page);
  return run({"pdftotext", "-f", n, "-l", n, path, "-"}).out;
}

TEST(PageRun, EveryPageShowsItsOwn) {
  const auto path = saved(write_run(letterhead({60, 20}), 300).bytes);
  const auto checked = run({"qpdf", "--check", path});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  for (const int page : {1, 64, 65, 128, 129, 299, 300}) {
    EXPECT_EQ(text_of_page(path, page), "编号： " + number(page) + "\n\n\f") << page;
  }
  EXPECT_NE(run({"pdfinfo", path}).out.find("Pages:           300\n"), std::string::npos);
}

TEST(PageRun, PagesShareFontsAndArtwork) {
  const auto one = write_run(letterhead({60, 20}), 1).bytes.size();
  const auto many = write_run(letterhead({60, 20}), 101).bytes.size();
  EXPECT_LT(many - one, 100 * 700U);
  const auto fonts = run({"pdffonts", saved(write_run(letterhead({60, 20}), 20).bytes)}).out;
  EXPECT_EQ(std::ranges::count(fonts, '\n'), 2 + 2) << fonts;  // a heading of two lines
}

TEST(PageRun, IsHandedOnInPieces) {
  const auto out = write_run(letterhead({60, 20}), 1200);
  EXPECT_GE(out.pieces, 3U);
}

TEST(PageRun, EqualPagesGiveEqualBytes) {
  const auto first = write_run(letterhead({60, 20}), 30).bytes;
  EXPECT_EQ(write_run(letterhead({60, 20}), 30).bytes, first);
  EXPECT_NE(write_run(letterhead({60, 20}), 31).bytes, first);
}

TEST(PageRun, MixesTemplatesAndSizes) {
  const auto cover = letterhead({100, 50});
  const auto certificate = letterhead({60, 20});
  GlyphPrograms programs;
  std::string bytes;
  PageRun many("样例批次", {}, programs, [&](std::string_view piece) { bytes += piece; });
  many.add(page_with(cover, "封面"), {cover});
  many.add(page_with(certificate, "甲"), {certificate});
  many.add(page_with(certificate, "乙"), {certificate});
  many.finish();
  const auto path = saved(bytes);
  const auto info = run({"pdfinfo", "-f", "1", "-l", "3", path}).out;
  EXPECT_NE(info.find("Page    1 size:  283.465 x 141.732 pts"), std::string::npos) << info;
  EXPECT_NE(info.find("Page    2 size:  170.079 x 56.6929 pts"), std::string::npos) << info;
  EXPECT_EQ(text_of_page(path, 1), "编号： 封面\n\n\f");
  EXPECT_EQ(text_of_page(path, 3), "编号： 乙\n\n\f");
}

// Several certificates on a larger sheet: groups with transforms, in which what is static is known.
TEST(PageRun, ImposedSheetsShareTheirArtworkToo) {
  const auto statics = letterhead({60, 20});
  sheet::Sheet sheet = page_of({130, 50}, {});
  for (int i = 0; i < 4; ++i) {
    sheet::Group place;
    place.transform = Transform::translation(3 + 62 * (i % 2), 3 + 22 * (i / 2));
    place.items = page_with(statics, number(i)).items;
    sheet.items.push_back(item(place));
  }
  GlyphPrograms programs;
  std::string bytes;
  PageRun many("样例批次", {}, programs, [&](std::string_view piece) { bytes += piece; });
  many.add(sheet, {statics});
  many.finish();
  const auto path = saved(bytes);
  const auto fonts = run({"pdffonts", path}).out;
  EXPECT_EQ(std::ranges::count(fonts, '\n'), 2 + 2) << fonts;
  tests::write_file(path + ".plain.pdf", plain_pdf(sheet, {}));
  for (const std::string& file : {path, path + ".plain.pdf"}) {
    run({"mutool", "draw", "-q", "-r", "254", "-o", file + ".png", file});
  }
  EXPECT_LT(tests::mean_difference(tests::read_png(path + ".png"),
                                   tests::read_png(path + ".plain.pdf.png")),
            0.1);
}

TEST(PageRun, WithoutAPageIsRefused) {
  GlyphPrograms programs;
  PageRun none("", {}, programs, [](std::string_view) {});
  EXPECT_THROW(none.finish(), std::logic_error);
}

}  // namespace
}  // namespace certpress::pdf
