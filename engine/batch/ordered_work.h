// Work on many threads whose results are taken in the order of the tasks.
//
// Each worker takes the next task, works on it, and leaves the result; whoever completes the next
// one in order hands it on. No task is taken that is further ahead of the order than a window, so
// that memory stays bounded whatever a single task costs.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace certpress::batch {

template <typename Source, typename Work, typename Sink>
class OrderedWork {
 public:
  OrderedWork(int workers, Source& source, Work& work, Sink& sink)
      : workers_(workers), source_(source), work_(work), sink_(sink) {}

  void run() {
    {
      std::vector<std::jthread> threads;
      for (int i = 1; i < workers_; ++i) {
        threads.emplace_back([this] { work_on(); });
      }
      work_on();
    }
    if (thrown_) {
      std::rethrow_exception(thrown_);
    }
  }

 private:
  using Task = typename decltype(std::declval<Source&>()())::value_type;
  using Result = decltype(std::declval<Work&>()(std::declval<Task>()));
  struct Outcome {
    std::optional<Result> result{};
    std::exception_ptr thrown{};
  };
  struct Taken {
    std::int64_t number = 0;
    std::optional<Task> task{};  // nothing at the end, or when the source threw
    Outcome outcome{};
  };

  void work_on() {
    while (auto taken = take()) {
      auto& [number, task, outcome] = *taken;
      if (task) {
        try {
          outcome.result.emplace(work_(std::move(*task)));
        } catch (...) {
          outcome.thrown = std::current_exception();
        }
      }
      std::unique_lock lock(mutex_);
      waiting_.emplace(number, std::move(outcome));
      hand_on(lock);
      if (!task) {
        return;
      }
    }
  }

  // Nothing when there is no more, or all is stopped.
  std::optional<Taken> take() {
    const std::lock_guard one(source_mutex_);
    Taken taken;
    {
      std::unique_lock lock(mutex_);
      progress_.wait(lock, [this] { return stopped_ || taken_ < next_ + window_; });
      if (stopped_) {
        return std::nullopt;
      }
      taken.number = taken_++;
    }
    try {
      taken.task = source_();
      if (!taken.task) {
        return std::nullopt;
      }
    } catch (...) {
      taken.outcome.thrown = std::current_exception();
    }
    return taken;
  }

  void hand_on(std::unique_lock<std::mutex>& lock) {
    if (handing_on_) {
      return;
    }
    handing_on_ = true;
    for (auto first = waiting_.find(next_); first != waiting_.end() && !stopped_;
         first = waiting_.find(next_)) {
      Outcome outcome = std::move(first->second);
      waiting_.erase(first);
      lock.unlock();
      try {
        if (outcome.thrown) {
          std::rethrow_exception(outcome.thrown);
        }
        sink_(std::move(*outcome.result));
      } catch (...) {
        outcome.thrown = std::current_exception();
      }
      lock.lock();
      ++next_;
      stopped_ = outcome.thrown != nullptr;
      thrown_ = outcome.thrown;
      progress_.notify_all();
    }
    handing_on_ = false;
  }

  const int workers_;
  // Enough that a slow task or a slow sink holds nobody up.
  const std::int64_t window_ = std::max(256, 4 * workers_);
  Source& source_;
  Work& work_;
  Sink& sink_;

  std::mutex source_mutex_;  // taken before the other one
  std::mutex mutex_;         // of all below
  std::condition_variable progress_;
  std::map<std::int64_t, Outcome> waiting_;
  std::int64_t taken_ = 0;
  std::int64_t next_ = 0;
  bool handing_on_ = false;
  bool stopped_ = false;
  std::exception_ptr thrown_;
};

// `source()` gives a task or nothing at the end, and `sink(result)` takes them in order; neither is
// called from two threads at once. `work(task)` is. The first exception, in the order of the tasks,
// stops all and is thrown again when all threads are at rest; everything before it reached the
// sink.
template <typename Source, typename Work, typename Sink>
void work_in_order(int workers, Source source, Work work, Sink sink) {
  OrderedWork<Source, Work, Sink>(workers, source, work, sink).run();
}

}  // namespace certpress::batch
