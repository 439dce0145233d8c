// The pool's queue.
#include "worker_pool.h"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace certpress::service {
namespace {

bool always() { return true; }

// A pool of one worker that is busy until it is let go.
class BusyPool : public testing::Test {
 protected:
  BusyPool() {
    std::promise<void> started;
    EXPECT_TRUE(pool_.submit({.run =
                                  [&] {
                                    started.set_value();
                                    release_.get_future().wait();
                                  },
                              .is_wanted = always}));
    started.get_future().wait();
  }

  void finish() {
    std::promise<void> done;
    release_.set_value();
    while (!pool_.submit({.run = [&] { done.set_value(); }, .is_wanted = always})) {
    }
    done.get_future().wait();
  }

  std::promise<void> release_;
  WorkerPool pool_{1, 2};
};

TEST_F(BusyPool, TakesNoMoreThanItsQueueHolds) {
  std::atomic<int> run = 0;
  const auto job = [&] { ++run; };
  EXPECT_TRUE(pool_.submit({job, always}));
  EXPECT_TRUE(pool_.submit({job, always}));
  EXPECT_FALSE(pool_.submit({job, always}));
  EXPECT_EQ(pool_.waiting(), 2U);
  EXPECT_EQ(pool_.running(), 1U);
  finish();
  EXPECT_EQ(run, 2);
}

TEST_F(BusyPool, WhoWentAwayMakesRoomAndIsNotServed) {
  std::atomic<bool> wanted = true;
  std::atomic<int> run = 0;
  const WorkerPool::Job leaving{[&] { ++run; }, [&] { return wanted.load(); }};
  EXPECT_TRUE(pool_.submit(leaving));
  EXPECT_TRUE(pool_.submit(leaving));
  wanted = false;
  EXPECT_TRUE(pool_.submit({[&] { run += 10; }, always}));
  finish();
  EXPECT_EQ(run, 10);
}

TEST(WorkerPool, WithoutAQueueTakesWhatAnIdleWorkerCanDo) {
  WorkerPool pool(1, 0);
  std::promise<void> done;
  EXPECT_TRUE(pool.submit({[&] { done.set_value(); }, always}));
  done.get_future().wait();
}

}  // namespace
}  // namespace certpress::service
