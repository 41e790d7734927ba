namespace Docker.DotNet;

public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    TimeSpan DefaultTimeout { get; set; }

    IContainerOperations Containers { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    IVolumeOperations Volumes { get; }

    ISystemOperations System { get; }

    IExecOperations Exec { get; }
}

public sealed class DockerClient : IDockerClient
{
    private readonly Routes _routes;

    internal DockerClient(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        Configuration = configuration;
        _routes = new Routes(configuration, requestedApiVersion);
        Containers = new ContainerOperations(_routes);
        Images = new ImageOperations(_routes);
        Networks = new NetworkOperations(_routes);
        Volumes = new VolumeOperations(_routes);
        System = new SystemOperations(_routes);
        Exec = new ExecOperations(_routes);
    }

    public DockerClientConfiguration Configuration { get; }

    public TimeSpan DefaultTimeout
    {
        get => _routes.Timeout;
        set => _routes.Timeout = value;
    }

    public IContainerOperations Containers { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    public ISystemOperations System { get; }

    public IExecOperations Exec { get; }

    public void Dispose()
    {
        Configuration.Dispose();
        _routes.Dispose();
    }
}
