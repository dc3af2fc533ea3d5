import com.google.gson.JsonArray;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Arrays;
import java.util.Map;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.math.util.SigmoidNormalizer;
import org.tribuo.multilabel.sgd.objectives.BinaryCrossEntropy;

/**
 * Tribuo: its normalizers, the log-sum-exp of its vectors, and the objectives of its SGD, in binary64. It trains uphill: the
 * gradients of its objectives point towards less loss, and LogMulticlass gives log p where the contract has -log p. These
 * signs are turned here, and nothing else.
 */
final class Adapter {
    public static void main(String[] words) throws Exception {
        Serve.serve(
            Map.of("name", "tribuo", "release", "4.3.2", "format", "binary64",
                "policies", Map.of("allNegInfRow", "nan", "posInfLogit", "nan", "labelOutOfRange", "error")),
            Map.of(
                "echo", args -> Serve.numbers(args.get(0)),
                "softmax", args -> new ExpNormalizer().normalize(Serve.numbers(args.get(0))),
                "logSumExp", args -> vector(args, 0).logSumExp(),
                "sigmoid", args -> SigmoidNormalizer.sigmoid(Serve.number(args.get(0))),
                "crossEntropy", args -> -multiclass(args).getA(),
                "crossEntropyGradient", args -> turned(multiclass(args).getB()),
                "binaryCrossEntropy", args -> binary(args).getA(),
                "binaryCrossEntropyGradient", args -> turned(binary(args).getB())[0]));
    }

    private static Pair<Double, SGDVector> multiclass(JsonArray args) {
        return new LogMulticlass().lossAndGradient(args.get(1).getAsBigDecimal().intValueExact(), vector(args, 0));
    }

    private static Pair<Double, SGDVector> binary(JsonArray args) {
        return new BinaryCrossEntropy().lossAndGradient(one(args, 1), one(args, 0));
    }

    private static DenseVector vector(JsonArray args, int i) {
        return DenseVector.createDenseVector(Serve.numbers(args.get(i)));
    }

    private static DenseVector one(JsonArray args, int i) {
        return DenseVector.createDenseVector(new double[] {Serve.number(args.get(i))});
    }

    private static double[] turned(SGDVector slopes) {
        return Arrays.stream(((DenseVector) slopes).toArray()).map(slope -> -slope).toArray();
    }
}
