using System.Text;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;

namespace Nuke.Docker.Core.Tests.BuildKit.Solving;

public class SolveFailureTests
{
    [Fact]
    public void DetailsSayWhere()
    {
        var failure = Of(
            "process failed",
            ("errdefs.Vertex+json", """{"digest":"sha256:aa"}"""),
            ("gatewayapi.ExitMessage+json", """{"Code":37}"""),
            ("errdefs.Source+json",
                """{"info":{"filename":"Dockerfile"},"ranges":[{"start":{"line":4},"end":{"line":4}},{"start":{"line":3},"end":{"line":3}}]}"""));

        Assert.Equal(new SolveFailure("process failed", "sha256:aa", 37, new LineRange(3, 4)), failure);
    }

    [Theory]
    [InlineData("executor failed running [/bin/sh -c x]: exit code: 3", 3, null)]
    [InlineData("dockerfile parse error line 12: unknown instruction: RNU", null, 12)]
    [InlineData("dockerfile parse error on line 2: FROM requires", null, 2)]
    [InlineData("exit code: 99999999999", null, null)]
    [InlineData("something else", null, null)]
    public void WithoutDetailsTheTextIsRead(string text, int? exitCode, int? line) =>
        Assert.Equal(
            new SolveFailure(text, "", exitCode, line is { } value ? new LineRange(value, value) : null), Of(text));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"digest":1,"Code":"x","ranges":[{"start":{}}]}""")]
    [InlineData("""{"digest":{},"Code":1e99,"ranges":5}""")]
    public void DetailsThatAreNotAsExpectedAreMissed(string json) =>
        Assert.Equal(
            new SolveFailure("text", "", null, null),
            Of("text", (
                "errdefs.Vertex+json", json), ("gatewayapi.ExitMessage+json", json), ("errdefs.Source+json", json)));

    static SolveFailure Of(string text, params (string Type, string Json)[] details) =>
        SolveFailure.Of(new GrpcException(
        GrpcCode.Unknown, text, new RpcStatus(
            details.ToDictionary(detail => detail.Type, detail => Encoding.UTF8.GetBytes(detail.Json)))));
}
