// A page of which only declared boxes change, as a PNG file in the making.
//
// The static page is compressed once. A record's page is put together from the bits of what did not
// change, copied, and of the cells that did, encoded anew: deflate's distances count bytes of the
// picture, so that bits stay right whatever other cells hold (static_parse.h says what makes it
// so). The same pixels give the same bytes on every machine.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "certpress/bytes.h"

#include "cells.h"
#include "deflate_codes.h"

namespace certpress::splice {

struct StaticTokens;

// Immutable; may be used by many threads.
class Page {
 public:
  // A page as some record would make it, for the codes to be suited to: the pixels, and the cells
  // that may differ from the static page.
  struct Example {
    PixelView pixels;
    const CellSet& touched;
  };

  // `variable`: the cells that a record may ever change. `pixels_per_metre`: for pHYs.
  static Page compile(const PixelView& still, const CellSet& variable,
                      std::uint32_t pixels_per_metre, std::span<const Example> examples);

  // From the bytes that serialise() gave; nothing when they are not of this version. `still`
  // receives the static page.
  static std::optional<Page> deserialise(const Bytes& bytes, std::vector<std::uint32_t>& still);
  [[nodiscard]] std::string serialise() const;

  [[nodiscard]] int width() const { return variable_.width(); }
  [[nodiscard]] int height() const { return variable_.height(); }
  [[nodiscard]] const CellSet& variable() const { return variable_; }
  // What the page keeps in memory.
  [[nodiscard]] std::size_t memory() const;

  // The whole static page, read back from its compressed form.
  [[nodiscard]] std::vector<std::uint32_t> still_pixels() const;

  // The PNG file of a page that differs from the static one in touched cells alone; these become
  // static ones again. Touched cells must be variable ones but where they hold the static pixels.
  // `room`: how many bytes to set aside at the least, so that the file is not moved while it grows.
  std::string splice(std::uint32_t* pixels, const CellSet& touched, std::size_t room = 0) const;

 private:
  Page() = default;
  struct Block {
    CodeLengths lengths{};
    BlockCodes codes;
    Code above;  // the distance of the row above
  };
  // Where the bits of the tokens that reach into a variable cell begin and end, and for how many
  // pixels before and after the cell these stand.
  struct Edges {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint16_t before = 0;
    std::uint16_t after = 0;
  };

  void index_cells();
  void make_codes();
  [[nodiscard]] std::size_t cell_index(int y, int cell) const;
  [[nodiscard]] const std::uint32_t* still_cell(std::size_t index) const {
    return still_.data() + index * kCellWidth;
  }
  void restore_row(int y, const CellSet& changed, std::uint32_t* row) const;
  void keep_cells(const PixelView& still);
  void note_copiers(const StaticTokens& tokens);
  // The tokens as bits, by the codes.
  void write(const StaticTokens& tokens);
  // Of the cells that the token of these pixels reaches into, whose bits these are.
  void note_edges(int y, int from, int to, std::uint32_t begin, std::uint32_t end);
  // Adds the cells that copied from a variable one; they come after it.
  void add_copiers(std::size_t index, CellSet& cells) const;
  // The changed cells, and those that copied from one of them.
  [[nodiscard]] CellSet affected(const CellSet& changed) const;

  CellSet variable_;
  // Which variable cells copy from which: for each the places of others, from copier_begins_[its
  // index] to the next cell's, as row * cells in a row + cell.
  std::vector<std::uint32_t> copier_begins_;
  std::vector<std::uint32_t> copiers_;
  std::vector<std::uint32_t> row_begins_;  // index of each row's first variable cell
  std::vector<Edges> edges_;               // of each variable cell
  std::vector<std::uint32_t> still_;       // pixels of each variable cell, 32 each
  std::vector<Block> blocks_;
  Bytes bits_;  // the whole deflate stream of the static page, and room to read beyond it
  std::uint64_t bit_count_ = 0;
  std::uint32_t adler_ = 1;
  std::uint32_t pixels_per_metre_ = 0;
};

}  // namespace certpress::splice
