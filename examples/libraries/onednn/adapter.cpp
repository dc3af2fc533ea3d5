// oneDNN on the CPU: its softmax and eltwise primitives, and the backward primitives of softmax, in the format that the first
// argument names. It has no losses; soft_relu of a slope of -1 is its log-sigmoid.
#include "../serve/cpp/serve.hpp"
#include <cstdint>
#include <cstring>
#include <dnnl.hpp>
#include <unordered_map>

using namespace dnnl;
using tag = memory::format_tag;

struct Library {
  memory::data_type type;
  engine cpu{engine::kind::cpu, 0};
  stream line{cpu};

  memory::desc row(std::size_t n, memory::data_type of) const { return {{1, static_cast<memory::dim>(n)}, of, tag::ab}; }

  // Numbers of binary32 and binary16 go in and out by a reorder. That of bfloat16 flushes subnormal numbers to zero, which is
  // no fault of softmax: a bfloat16 is the first half of a binary32, and is taken as that.
  memory from(const Numbers& xs) {
    std::vector<float> single(xs.begin(), xs.end());
    memory kept(row(xs.size(), type), cpu);
    if (type == memory::data_type::bf16) {
      auto halves = static_cast<std::uint16_t*>(kept.get_data_handle());
      for (std::size_t i = 0; i < xs.size(); ++i) {
        std::uint32_t bits;
        std::memcpy(&bits, &single[i], sizeof bits);
        halves[i] = static_cast<std::uint16_t>(bits >> 16);
      }
      return kept;
    }
    memory given(row(xs.size(), memory::data_type::f32), cpu, single.data());
    reorder(given, kept).execute(line, given, kept);
    line.wait();
    return kept;
  }
  json list(memory kept) {
    std::vector<float> single(static_cast<std::size_t>(kept.get_desc().get_dims()[1]));
    if (type == memory::data_type::bf16) {
      auto halves = static_cast<const std::uint16_t*>(kept.get_data_handle());
      for (std::size_t i = 0; i < single.size(); ++i) {
        const std::uint32_t bits = static_cast<std::uint32_t>(halves[i]) << 16;
        std::memcpy(&single[i], &bits, sizeof bits);
      }
      return values(single);
    }
    memory taken(row(single.size(), memory::data_type::f32), cpu, single.data());
    reorder(kept, taken).execute(line, kept, taken);
    line.wait();
    return values(single);
  }

  softmax_forward::primitive_desc plan(algorithm how, const memory& z) {
    return {cpu, prop_kind::forward_training, how, z.get_desc(), z.get_desc(), 1};
  }
  memory forward(algorithm how, memory z) {
    memory p(z.get_desc(), cpu);
    softmax_forward(plan(how, z)).execute(line, {{DNNL_ARG_SRC, z}, {DNNL_ARG_DST, p}});
    line.wait();
    return p;
  }
  memory backward(algorithm how, memory z, memory cotangent) {
    const softmax_forward::primitive_desc hint = plan(how, z);
    const memory::desc like = z.get_desc();
    memory p = forward(how, z), slopes(like, cpu);
    softmax_backward(softmax_backward::primitive_desc(cpu, how, like, like, like, 1, hint))
        .execute(line, {{DNNL_ARG_DST, p}, {DNNL_ARG_DIFF_DST, cotangent}, {DNNL_ARG_DIFF_SRC, slopes}});
    line.wait();
    return slopes;
  }
  json eltwise(algorithm how, const json& x, float alpha) {
    memory in = from({number(x)}), out(in.get_desc(), cpu);
    eltwise_forward(eltwise_forward::primitive_desc(cpu, prop_kind::forward_inference, how, in.get_desc(), in.get_desc(), alpha, 0.f))
        .execute(line, {{DNNL_ARG_SRC, in}, {DNNL_ARG_DST, out}});
    line.wait();
    return list(out)[0];
  }
};

int main(int count, char** words) try {
  const std::unordered_map<std::string, memory::data_type> types = {
      {"binary32", memory::data_type::f32}, {"bfloat16", memory::data_type::bf16}, {"binary16", memory::data_type::f16}};
  const std::string format = count > 1 ? words[1] : "binary32";
  if (types.count(format) == 0) {
    std::cerr << "expected binary32, bfloat16 or binary16, but received " << format << '\n';
    return 2;
  }
  Library dnn{types.at(format)};
  // Throws where the processor lacks the format.
  dnn.forward(algorithm::softmax_accurate, memory(dnn.row(1, dnn.type), dnn.cpu));
  const version_t& is = *version();
  // A primitive keeps its exponentials in its result, and so rounds them to a narrow format.
  const json declared = format == "binary32" ? json(format) : json{{"logits", format}, {"arithmetic", format}, {"results", format}};
  const json start = {
      {"name", "oneDNN"},
      {"release", std::to_string(is.major) + "." + std::to_string(is.minor) + "." + std::to_string(is.patch)},
      {"format", declared},
      {"policies", {{"allNegInfRow", "nan"}, {"posInfLogit", "nan"}}},
  };
  const algorithm plain = algorithm::softmax_accurate, log = algorithm::softmax_log;
  return serve(start, {
      {"echo", [&](const json& a) { return dnn.list(dnn.from(numbers(a[0]))); }},
      {"softmax", [&](const json& a) { return dnn.list(dnn.forward(plain, dnn.from(numbers(a[0])))); }},
      {"logSoftmax", [&](const json& a) { return dnn.list(dnn.forward(log, dnn.from(numbers(a[0])))); }},
      {"softmaxVjp", [&](const json& a) { return dnn.list(dnn.backward(plain, dnn.from(numbers(a[0])), dnn.from(numbers(a[1])))); }},
      {"logSoftmaxVjp", [&](const json& a) { return dnn.list(dnn.backward(log, dnn.from(numbers(a[0])), dnn.from(numbers(a[1])))); }},
      {"sigmoid", [&](const json& a) { return dnn.eltwise(algorithm::eltwise_logistic, a[0], 0.f); }},
      {"softplus", [&](const json& a) { return dnn.eltwise(algorithm::eltwise_soft_relu, a[0], 1.f); }},
      {"logSigmoid", [&](const json& a) { return dnn.eltwise(algorithm::eltwise_soft_relu, a[0], -1.f); }},
  });
} catch (const error& why) {
  std::cerr << why.what() << '\n';
  return 1;
}
