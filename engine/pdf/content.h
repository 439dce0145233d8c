// Sheet items -> the operators of a content stream (ISO 32000-1, clauses 8 and 9).
//
// Places are whole numbers in a grid so fine that rounding to it is nothing to a printer. y grows
// downwards, as on the sheet; whoever paints the stream turns it.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "../sheet/sheet.h"
#include "font_set.h"
#include "objects.h"
#include "page_resources.h"
#include "pictures.h"

namespace certpress::pdf {

// Units of the grid for one mm. Artwork is made of thousands of points, and each digit counts: 4
// µm.
inline constexpr double kFineUnits = 1000;
inline constexpr double kArtUnits = 250;

// Finished operators that stand for an item wherever it is drawn, in kFineUnits.
struct Piece {
  std::string operators;
  PageResources resources;
};

// The forms of a document, so that the same one is written once: the seal that all pages of a run
// show.
class Forms {
 public:
  // The form's number; `entries` are its dictionary's.
  int add(const std::string& entries, const std::string& operators, Objects& objects);

 private:
  std::unordered_map<std::string, int> numbers_;
};

// What the streams of one document share.
struct ContentContext {
  Objects& objects;
  FontSet& fonts;
  Forms& forms;
  // Null when there is no piece for the item; then it is written out.
  std::function<const Piece*(const sheet::Item&)> find_piece;
  EmbeddedPictures pictures{};
};

class Content {
 public:
  // `visible` is what can be seen of the items to come, mm: the page.
  Content(ContentContext& context, const Rect& visible, double units);

  void draw(const sheet::Items& items);
  void draw(const sheet::Item& item);
  // The group's items in their places, neither faded nor blended.
  void draw_plain(const sheet::Group& group);

  [[nodiscard]] const std::string& operators() const { return out_; }
  [[nodiscard]] const PageResources& resources() const { return resources_; }

  // Writes the content as a form XObject, to be painted in this content's space. `entries` go into
  // its dictionary. Returns its number.
  [[nodiscard]] int add_form(const std::string& entries) const;

 private:
  void draw_content(const sheet::GlyphRun& run);
  void draw_content(const sheet::Path& path);
  void draw_content(const sheet::Image& image);
  void draw_content(const sheet::Group& group);
  void draw_modules(const sheet::Path& path, const sheet::ModuleGrid& grid);
  void add_outline(const Outline& outline);
  void add_point(Point p);
  void paint(const sheet::Path& path, const Color& color, const char* operation);
  [[nodiscard]] long on_grid(double mm) const;

  ContentContext& context_;
  Rect visible_;
  double units_;
  std::string out_;
  PageResources resources_;
};

// A group that is composed by itself before it is painted (ISO 32000-1, 11.6.6).
inline constexpr const char* kIsolatedGroup =
    "/Group << /Type /Group /S /Transparency /CS /DeviceRGB /I true >>";

}  // namespace certpress::pdf
