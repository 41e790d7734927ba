namespace Docker.DotNet.Models;

public class ImagesListParameters
{
    public bool? All { get; set; }

    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class ImagesListResponse
{
    public DateTime Created { get; set; }

    public string ID { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string ParentID { get; set; }

    public IList<string> RepoDigests { get; set; }

    public IList<string> RepoTags { get; set; }

    public long Size { get; set; }
}

public class ImageInspectResponse
{
    public string ID { get; set; }

    public IList<string> RepoTags { get; set; }

    public IList<string> RepoDigests { get; set; }

    public string Parent { get; set; }

    public DateTime Created { get; set; }

    public Config Config { get; set; }

    public string Architecture { get; set; }

    public string Variant { get; set; }

    public string Os { get; set; }

    public long Size { get; set; }

    public RootFS RootFS { get; set; }
}

public class RootFS
{
    public IList<string> Layers { get; set; }
}

public class Config
{
    public string User { get; set; }

    public IList<string> Env { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public IList<string> Cmd { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Entrypoint { get; set; }

    public IDictionary<string, string> Labels { get; set; }
}

public class ImageHistoryResponse
{
    public string Comment { get; set; }

    public DateTime Created { get; set; }

    public string CreatedBy { get; set; }

    public string ID { get; set; }

    public long Size { get; set; }

    public IList<string> Tags { get; set; }
}

public class ImageTagParameters
{
    public string RepositoryName { get; set; }

    public string Tag { get; set; }
}

public class ImageDeleteParameters
{
    public bool? Force { get; set; }

    public bool? NoPrune { get; set; }
}
public struct EmptyStruct;
