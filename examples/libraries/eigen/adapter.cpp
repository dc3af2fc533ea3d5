// Eigen: the logistic function of its arrays, and the softmax that its tensors make in TensorFlow, in the format that the
// first argument names. Eigen has no losses and no gradients.
#include "../serve/cpp/serve.hpp"
#include <Eigen/Core>
#include <unsupported/Eigen/CXX11/Tensor>

template <class T>
using Rows = Eigen::Tensor<T, 2, Eigen::RowMajor>;
using Pair = Eigen::array<Eigen::Index, 2>;
constexpr Eigen::array<Eigen::Index, 1> along{1};

template <class T>
Rows<T> rowOf(const json& it) {
  const Numbers xs = numbers(it);
  Rows<T> row(1, static_cast<Eigen::Index>(xs.size()));
  for (std::size_t i = 0; i < xs.size(); ++i) row(0, static_cast<Eigen::Index>(i)) = static_cast<T>(xs[i]);
  return row;
}
template <class T>
json listOf(const Rows<T>& row) {
  return values(std::vector<T>(row.data(), row.data() + row.size()));
}

// As tensorflow/core/kernels/softmax_op_functor.h has it, for a batch of one.
template <class T>
Rows<T> softmax(const Rows<T>& logits, bool log) {
  const Pair batchByOne{1, 1}, oneByClass{1, logits.dimension(1)};
  const Rows<T> shifted = logits - logits.maximum(along).eval().reshape(batchByOne).broadcast(oneByClass);
  if (log) return shifted - shifted.exp().sum(along).log().eval().reshape(batchByOne).broadcast(oneByClass);
  const Rows<T> exps = shifted.exp();
  return exps * exps.sum(along).inverse().eval().reshape(batchByOne).broadcast(oneByClass);
}

// Eight at once, since arrays are what its packets are for.
template <class T>
T sigmoid(T x) {
  const Eigen::Array<T, 8, 1> p = Eigen::Array<T, 8, 1>::Constant(x).logistic();
  return p(0);
}

template <class T>
int trial(const std::string& format) {
  // Each operation on a narrow scalar rounds to it.
  const bool narrow = format == "binary16" || format == "bfloat16";
  const json start = {
      {"name", "eigen"},
      {"release", std::to_string(EIGEN_WORLD_VERSION) + "." + std::to_string(EIGEN_MAJOR_VERSION) + "." + std::to_string(EIGEN_MINOR_VERSION)},
      {"format", narrow ? json{{"logits", format}, {"arithmetic", format}, {"results", format}} : json(format)},
      {"policies", {{"allNegInfRow", "nan"}, {"posInfLogit", "nan"}}},
  };
  return serve(start, {
      {"echo", [](const json& a) { return listOf(rowOf<T>(a[0])); }},
      {"softmax", [](const json& a) { return listOf(softmax(rowOf<T>(a[0]), false)); }},
      {"logSoftmax", [](const json& a) { return listOf(softmax(rowOf<T>(a[0]), true)); }},
      {"sigmoid", [](const json& a) { return value(static_cast<double>(sigmoid(static_cast<T>(number(a[0]))))); }},
  });
}

int main(int count, char** words) {
  const std::string format = count > 1 ? words[1] : "binary64";
  if (format == "binary64") return trial<double>(format);
  if (format == "binary32") return trial<float>(format);
  if (format == "binary16") return trial<Eigen::half>(format);
  if (format == "bfloat16") return trial<Eigen::bfloat16>(format);
  std::cerr << "expected the name of a format, but received " << format << '\n';
  return 2;
}
