// Left as soon as it is there: the app comes back at the same place, and sessionStorage came along.
location.replace(`/index.html${location.hash}`);
