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

// `source()` gives a task or nothing at the end, and `sink(result)` takes them in order; neither is
// called from two threads at once. `work(task)` is. The first exception, in the order of the tasks,
// stops all and is thrown again when all threads are at rest; everything before it reached the
// sink.
template <typename Source, typename Work, typename Sink>
void work_in_order(int workers, Source source, Work work, Sink sink) {
  using Task = typename decltype(source())::value_type;
  using Result = decltype(work(std::declval<Task>()));
  struct Outcome {
    std::optional<Result> result;
    std::exception_ptr thrown;
  };
  // Enough that a slow task or a slow sink holds nobody up.
  const std::int64_t window = std::max(256, 4 * workers);

  std::mutex source_mutex;
  std::mutex mutex;
  std::condition_variable progress;
  std::map<std::int64_t, Outcome> waiting;
  std::int64_t taken = 0;
  std::int64_t next = 0;
  bool handing_on = false;
  bool stopped = false;
  std::exception_ptr thrown;

  const auto hand_on = [&](std::unique_lock<std::mutex>& lock) {
    if (handing_on) {
      return;
    }
    handing_on = true;
    for (auto first = waiting.find(next); first != waiting.end() && !stopped;
         first = waiting.find(next)) {
      Outcome outcome = std::move(first->second);
      waiting.erase(first);
      lock.unlock();
      try {
        if (outcome.thrown) {
          std::rethrow_exception(outcome.thrown);
        }
        sink(std::move(*outcome.result));
      } catch (...) {
        outcome.thrown = std::current_exception();
      }
      lock.lock();
      ++next;
      stopped = outcome.thrown != nullptr;
      thrown = outcome.thrown;
      progress.notify_all();
    }
    handing_on = false;
  };

  const auto work_on = [&] {
    while (true) {
      std::int64_t number = 0;
      std::optional<Task> task;
      Outcome outcome;
      {
        const std::lock_guard one(source_mutex);
        {
          std::unique_lock lock(mutex);
          progress.wait(lock, [&] { return stopped || taken < next + window; });
          if (stopped) {
            return;
          }
          number = taken++;
        }
        try {
          task = source();
          if (!task) {
            return;
          }
        } catch (...) {
          outcome.thrown = std::current_exception();
        }
      }
      if (task) {
        try {
          outcome.result.emplace(work(std::move(*task)));
        } catch (...) {
          outcome.thrown = std::current_exception();
        }
      }
      std::unique_lock lock(mutex);
      waiting.emplace(number, std::move(outcome));
      hand_on(lock);
      if (!task) {
        return;
      }
    }
  };

  {
    std::vector<std::jthread> threads;
    for (int i = 1; i < workers; ++i) {
      threads.emplace_back(work_on);
    }
    work_on();
  }
  if (thrown) {
    std::rethrow_exception(thrown);
  }
}

}  // namespace certpress::batch
