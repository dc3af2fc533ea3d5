import java.util.Map;
import smile.math.MathEx;

/** Smile: the softmax, the sigmoid and the softplus (log1pe) of its mathematical functions, in binary64. */
final class Adapter {
    public static void main(String[] words) throws Exception {
        Serve.serve(
            Map.of("name", "smile", "release", "3.1.1", "format", "binary64", "policies", Map.of("allNegInfRow", "nan", "posInfLogit", "nan")),
            Map.of(
                "echo", args -> Serve.numbers(args.get(0)),
                "softmax", args -> softmax(Serve.numbers(args.get(0))),
                "sigmoid", args -> MathEx.sigmoid(Serve.number(args.get(0))),
                "softplus", args -> MathEx.log1pe(Serve.number(args.get(0)))));
    }

    /** Smile writes the probabilities over the logits. */
    private static double[] softmax(double[] logits) {
        MathEx.softmax(logits);
        return logits;
    }
}
