// The page of the gallery. It asks the image API for the picture of the day, and tells the log API of each visit.
package main

import (
	"encoding/json"
	"fmt"
	"html/template"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

type page struct {
	Caption string
	Picture template.HTML
	Visits  int
}

var client = &http.Client{Timeout: 5 * time.Second}

// decode reads the JSON that a service answers with.
func decode(response *http.Response, err error, into any) error {
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", response.Request.URL, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// today is the picture of the day.
func today() (caption string, picture template.HTML, err error) {
	var image struct{ Caption, Svg string }
	response, err := client.Get(os.Getenv("IMAGES_URL"))
	err = decode(response, err, &image)
	return image.Caption, template.HTML(image.Svg), err
}

// record notes a visit, and returns how many there have been.
func record(visitor string) (count int, err error) {
	var visits struct{ Count int }
	response, err := client.Post(os.Getenv("LOG_URL"), "text/plain", strings.NewReader(visitor))
	err = decode(response, err, &visits)
	return visits.Count, err
}

func main() {
	index := template.Must(template.ParseFiles("index.html"))
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		caption, picture, err := today()
		if err == nil {
			var visits int
			if visits, err = record(request.UserAgent()); err == nil {
				err = index.Execute(response, page{caption, picture, visits})
			}
		}
		if err != nil {
			http.Error(response, err.Error(), http.StatusBadGateway)
		}
	})
	log.Println("The gallery is open")
	log.Fatal(http.ListenAndServe(":80", nil))
}
