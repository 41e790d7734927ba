using System.Net;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public class ImageDeliveryExceptionTests
{
    const string Route = "POST /images/load";

    const string Start =
        "Image 'shop:1.4.0' was built at 'tcp://build-7:1234' (from --docker-builder), "
        + "and engine 28.5.2 at 'unix:///var/run/docker.sock' (default) did not take it: ";

    const string End = " What was built is in the builder's cache.";

    /// <summary>Words of engines 20.10 and 28, of their plugins, and of proxies.</summary>
    public static TheoryData<HttpStatusCode, string, string> Refusals => new()
    {
        {
            HttpStatusCode.OK,
            "Error processing tar file(exit status 1): write /usr/lib/x: no space left on device",
            "Error processing tar file(exit status 1): write /usr/lib/x: no space left on device. "
            + "Free space on the engine's machine, for example with 'docker system prune', and build again."
        },
        {
            HttpStatusCode.InternalServerError,
            "write /var/lib/docker/tmp/x: disk quota exceeded\n",
            "write /var/lib/docker/tmp/x: disk quota exceeded. "
            + "Free space on the engine's machine, for example with 'docker system prune', and build again."
        },
        {
            HttpStatusCode.NotFound,
            "page not found",
            "page not found. What answers there has no POST /images/load: let a proxy in front of the engine pass it, "
            + "or name another engine with --docker-endpoint."
        },
        {
            HttpStatusCode.Forbidden,
            "authorization denied by plugin guard: no images from elsewhere.",
            "authorization denied by plugin guard: no images from elsewhere. Get the right to POST /images/load from "
            + "whoever guards the engine, or build with the engine itself, without a builder's address."
        },
        {
            HttpStatusCode.Unauthorized,
            "Unauthorized",
            "Unauthorized. Get the right to POST /images/load from whoever guards the engine, or build with the engine "
            + "itself, without a builder's address."
        },
        {
            HttpStatusCode.RequestEntityTooLarge,
            "client intended to send too large body",
            "client intended to send too large body. Raise the limit of what passes the proxy in front of the engine "
            + "at POST /images/load, or go without the proxy."
        },
        {
            HttpStatusCode.OK,
            "Error processing tar file(exit status 1):\nunexpected EOF",
            "Error processing tar file(exit status 1): unexpected EOF. "
            + "Look into the engine's log for more, mend it, and build again."
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void TheEnginesWordsDecideWhatToDo(HttpStatusCode status, string words, string told)
    {
        var refusal = status == HttpStatusCode.OK
            ? EngineRequestException.FailedInStream(Route, words)
            : EngineRequestException.Refused(status, Route, words);

        var error = ImageDeliveryException.Refused(
            "'shop:1.4.0'",
            EngineEndpoint.Parse("tcp://build-7:1234", "--docker-builder"),
            "engine 28.5.2 at 'unix:///var/run/docker.sock' (default)",
            refusal);

        Assert.Equal(Start + told + End, error.Message);
        Assert.Same(refusal, error.InnerException);
    }
}
