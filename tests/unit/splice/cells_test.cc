#include "splice/cells.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace certpress::splice {
namespace {

TEST(CellSet, HoldsEveryCellThatARectangleTouches) {
  std::mt19937 random(3);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  for (const int width : {1, 32, 33, 2047, 2048, 2049, 6000}) {
    for (int round = 0; round < 20; ++round) {
      const int left = below(width);
      const int right = left + 1 + below(width - left);
      CellSet cells(width, 3);
      cells.add({left, 1, right, 2});
      for (int cell = 0; cell < cells.cells_in_row(); ++cell) {
        const bool touched = cell >= left / kCellWidth && cell <= (right - 1) / kCellWidth;
        ASSERT_EQ(cells.contains(1, cell), touched) << width << " " << left << " " << right;
        ASSERT_FALSE(cells.contains(0, cell) || cells.contains(2, cell));
      }
    }
  }
}

TEST(CellSet, LeavesOutWhatIsNotOnThePage) {
  CellSet cells(100, 10);
  cells.add({-50, -50, 0, 20});
  cells.add({100, 0, 200, 10});
  cells.add({50, 5, 50, 9});
  EXPECT_EQ(cells.count(), 0U);
  cells.add({-5, 9, 1, 100});
  EXPECT_EQ(cells.count(), 1U);
}

TEST(CellSet, TellsRunsAcrossItsWords) {
  for (int begin = 0; begin < 140; ++begin) {
    for (int end = begin + 1; end <= 140; end += 7) {
      CellSet cells(140 * kCellWidth, 1);
      cells.add({begin * kCellWidth, 0, end * kCellWidth, 1});
      std::vector<std::pair<int, int>> runs;
      cells.for_each_run(0, [&](int first, int last) { runs.emplace_back(first, last); });
      ASSERT_EQ(runs, (std::vector<std::pair<int, int>>{{begin, end}}));
    }
  }
  CellSet scattered(140 * kCellWidth, 1);
  std::vector<std::pair<int, int>> expected;
  for (const int cell : {0, 2, 63, 65, 127, 139}) {
    scattered.add({cell * kCellWidth, 0, cell * kCellWidth + 1, 1});
    expected.emplace_back(cell, cell + 1);
  }
  std::vector<std::pair<int, int>> runs;
  scattered.for_each_run(0, [&](int first, int last) { runs.emplace_back(first, last); });
  EXPECT_EQ(runs, expected);
}

}  // namespace
}  // namespace certpress::splice
