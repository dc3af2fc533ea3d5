// Stan Math: its functions and densities in binary64, with gradients by its own reverse mode. A loss is minus a log density:
// categorical_logit for the cross-entropy, and bernoulli_logit, whose outcomes are 0 and 1, for the binary one.
#include "../serve/cpp/serve.hpp"
#include <cmath>
#include <stdexcept>
// The functions of a variable must be known before the densities that call them.
#include <stan/math/rev/core.hpp>
#include <stan/math/rev/scal.hpp>
#include <stan/math/rev/mat/fun/dot_product.hpp>
#include <stan/math/rev/mat/fun/log_softmax.hpp>
#include <stan/math/rev/mat/fun/log_sum_exp.hpp>
#include <stan/math/rev/mat/fun/softmax.hpp>

#include <stan/math/prim/mat/prob/categorical_logit_lpmf.hpp>

using stan::math::var;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

template <class T>
Vector<T> vectorOf(const json& it) {
  const Numbers xs = numbers(it);
  Vector<T> all(xs.size());
  for (std::size_t i = 0; i < xs.size(); ++i) all(i) = xs[i];
  return all;
}
json listOf(const Vector<double>& it) { return values(Numbers(it.data(), it.data() + it.size())); }

// The slopes of f for the logits.
template <class F>
json gradient(const json& logits, F f) {
  Vector<var> z = vectorOf<var>(logits);
  var y = f(z);
  y.grad();
  Numbers slopes;
  for (int i = 0; i < z.size(); ++i) slopes.push_back(z(i).adj());
  stan::math::recover_memory();
  return values(slopes);
}

// Stan counts classes from 1.
int outcome(const json& label) {
  const double y = number(label);
  if (std::trunc(y) != y || std::abs(y) >= 1e9) throw std::domain_error("the label is no int");
  return static_cast<int>(y) + 1;
}
int coin(const json& target) {
  const double t = number(target);
  if (t != 0 && t != 1) throw Skipped("bernoulli_logit has outcomes of 0 and 1 alone");
  return static_cast<int>(t);
}
template <class T>
T crossEntropy(const Vector<T>& logits, const json& label) {
  return -stan::math::categorical_logit_lpmf(outcome(label), logits);
}

int main() {
  const json start = {
      {"name", "stan-math"},
      {"release", "2.21.0"},
      {"format", "binary64"},
      {"policies", {{"allNegInfRow", "nan"}, {"posInfLogit", "nan"}, {"labelOutOfRange", "error"}}},
  };
  return serve(start, {
      {"echo", [](const json& a) { return listOf(vectorOf<double>(a[0])); }},
      {"softmax", [](const json& a) { return listOf(stan::math::softmax(vectorOf<double>(a[0]))); }},
      {"logSoftmax", [](const json& a) { return listOf(stan::math::log_softmax(vectorOf<double>(a[0]))); }},
      {"logSumExp", [](const json& a) { return value(stan::math::log_sum_exp(vectorOf<double>(a[0]))); }},
      {"sigmoid", [](const json& a) { return value(stan::math::inv_logit(number(a[0]))); }},
      {"logSigmoid", [](const json& a) { return value(stan::math::log_inv_logit(number(a[0]))); }},
      {"softplus", [](const json& a) { return value(stan::math::log1p_exp(number(a[0]))); }},
      {"crossEntropy", [](const json& a) { return value(crossEntropy(vectorOf<double>(a[0]), a[1])); }},
      {"crossEntropyGradient", [](const json& a) {
         return gradient(a[0], [&](const Vector<var>& z) { return crossEntropy(z, a[1]); });
       }},
      {"binaryCrossEntropy", [](const json& a) { return value(-stan::math::bernoulli_logit_lpmf(coin(a[1]), number(a[0]))); }},
      {"binaryCrossEntropyGradient", [](const json& a) {
         return gradient({a[0]}, [&](const Vector<var>& x) -> var { return -stan::math::bernoulli_logit_lpmf(coin(a[1]), var(x(0))); })[0];
       }},
      {"softmaxVjp", [](const json& a) {
         return gradient(a[0], [&](const Vector<var>& z) { return stan::math::dot_product(stan::math::softmax(z), vectorOf<double>(a[1])); });
       }},
      {"logSoftmaxVjp", [](const json& a) {
         return gradient(a[0], [&](const Vector<var>& z) { return stan::math::dot_product(stan::math::log_softmax(z), vectorOf<double>(a[1])); });
       }},
  });
}
