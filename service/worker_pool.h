// A fixed number of threads that render, and a queue before them that never grows beyond its limit.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace certpress::service {

class WorkerPool {
 public:
  struct Job {
    std::function<void()> run;        // must not throw
    std::function<bool()> is_wanted;  // asked when its turn comes
  };

  WorkerPool(std::size_t workers, std::size_t queue_limit);
  // Waits for the jobs that run; those that wait are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when all workers are busy and the queue is full. Any thread.
  [[nodiscard]] bool submit(Job job);

  [[nodiscard]] std::size_t workers() const { return threads_.size(); }
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t running() const;

 private:
  void work();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job> queue_;
  std::size_t running_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace certpress::service
